"""``@openapi``: the portal's services described, and what is said of each."""
