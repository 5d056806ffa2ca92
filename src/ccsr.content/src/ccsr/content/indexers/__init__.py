"""What the catalog knows of each thing."""
