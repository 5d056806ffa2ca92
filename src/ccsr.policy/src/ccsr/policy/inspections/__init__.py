"""Telling people that an inspection was notified, or an exercise begins."""
