"""Find: its page, its map, saved searches and what is new in them, export."""
