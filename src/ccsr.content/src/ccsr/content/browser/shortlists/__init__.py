"""Shortlists: ``@@shortlists``, ``@@shortlist``, ``@@shortlist-add``, ``@@shortlist-export``."""
