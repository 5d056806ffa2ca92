"""Accounts: who has one, invitations, the yearly review."""
