"""Letters about liaison items: that something awaits its reader, and where; never what."""
