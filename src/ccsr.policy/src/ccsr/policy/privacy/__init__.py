"""Personal data: what the portal holds, where, and all that it holds of one account."""
