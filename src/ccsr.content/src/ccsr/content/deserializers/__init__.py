"""Reading what services are sent."""
