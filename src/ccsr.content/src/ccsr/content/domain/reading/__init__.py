"""What conditions of registration say, read out of their words (``domain.conditions_read``)."""
