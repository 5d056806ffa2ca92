"""What was agreed to be done, and who does it."""
