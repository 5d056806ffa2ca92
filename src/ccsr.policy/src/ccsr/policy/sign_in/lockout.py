"""Names and addresses that must wait, counted in all processes."""


def unlock(name: str) -> None:
    """Let an account try again at once."""
