"""The record of who did and opened what."""
