"""Files that arrive by themselves, in a folder or by mail, on their way to intake."""
