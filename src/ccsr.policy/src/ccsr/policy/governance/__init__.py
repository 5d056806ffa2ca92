"""Reminders of the review of the protocol (9.1)."""
