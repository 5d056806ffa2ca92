"""Pages of preparing for inspection."""
