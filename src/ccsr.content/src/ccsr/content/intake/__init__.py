"""Intake: files that come in together, are read by a job, and wait to be filed."""
