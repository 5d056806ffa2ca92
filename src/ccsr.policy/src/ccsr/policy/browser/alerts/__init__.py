"""What somebody asked to be told of, and what they were told."""
