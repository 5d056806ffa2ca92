"""Pages of agreed actions, and the list of each person."""
