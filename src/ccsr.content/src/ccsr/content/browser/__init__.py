"""Pages, forms and what they have in common."""
