"""Letters by e-mail that a job sends: each once, and none lost without a word."""
