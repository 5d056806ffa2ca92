"""Imports of a register's file: what is kept of each, and what becomes of its entries."""
