"""Raising a concern, its form's questions, and what happens to it (``@@raise-concern``)."""
