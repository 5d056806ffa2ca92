"""What JSON says of a thing: nothing of others that the user may not view."""
