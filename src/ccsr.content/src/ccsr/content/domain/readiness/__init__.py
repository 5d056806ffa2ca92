"""Rules of what is kept to be ready for an inspection."""
