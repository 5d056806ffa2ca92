"""Statistics for the annual report (protocol 3.1): size, shape and quality of services."""
