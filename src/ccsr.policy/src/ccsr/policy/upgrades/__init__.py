"""Steps that bring a live site up to date."""
