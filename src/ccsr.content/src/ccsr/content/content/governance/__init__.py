"""What lies in the governance area: the protocol, its clauses, lessons, meetings."""
