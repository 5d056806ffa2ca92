"""Services side by side: ``@@compare-services`` and ``@compare``."""
