"""Pages of the register's import."""
