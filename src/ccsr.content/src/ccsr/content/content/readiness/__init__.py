"""What a partnership keeps to be ready for an inspection."""
