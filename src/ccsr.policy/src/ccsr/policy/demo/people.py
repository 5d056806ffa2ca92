"""The people of the demo at work."""

from collections.abc import Iterator
from contextlib import contextmanager
from plone import api


@contextmanager
def acting(name: str) -> Iterator[None]:
    """Do something as one of the demo's accounts."""
    # History names the people of the demo, and their permissions hold, as on a real site.
    with api.env.adopt_user(username=name):
        yield
