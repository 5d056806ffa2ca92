"""Signing in and out, passwords, second factors, one's own sessions."""
