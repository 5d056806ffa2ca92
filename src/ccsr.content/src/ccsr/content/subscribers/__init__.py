"""Wiring between events and the rules."""
