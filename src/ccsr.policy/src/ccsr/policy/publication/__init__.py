"""The gate: what is answered at all, before any view speaks (SECURITY)."""
