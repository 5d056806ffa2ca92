"""Telling people what is due: letters, and the calendar of each."""
