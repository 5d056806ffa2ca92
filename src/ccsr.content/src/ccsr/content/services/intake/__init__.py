"""Services of intake: drops of files, and files in parts (TUS)."""
