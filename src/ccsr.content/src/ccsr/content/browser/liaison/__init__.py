"""What inspectorate and reviewers look into together: the list, one item, its month."""
