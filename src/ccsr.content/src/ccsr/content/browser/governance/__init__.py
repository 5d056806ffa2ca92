"""Pages of the governance area."""
