"""What an administrator may set."""
