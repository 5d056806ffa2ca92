"""``@register-imports`` and ``@register-mappings``: the register's import for programs."""
