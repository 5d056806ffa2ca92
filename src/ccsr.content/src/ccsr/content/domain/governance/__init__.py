"""Rules of the protocol, of meetings and of what they promise (protocol 7 to 9)."""
