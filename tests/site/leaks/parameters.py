"""Which parameters a view asks its request for, as the running site does it."""

from contextlib import contextmanager
from zope.component import adapter
from zope.component import getGlobalSiteManager
from ZPublisher.interfaces import IPubAfterTraversal


#: Asked for by the frame of every page, or names of nothing.
USUAL = frozenset({"ajax_load", "ajax_include_head", "set_language", "fullscreen", "came_from"})


class Form(dict):
    """The form of a request that writes down what it is asked for."""

    def __init__(self, values, asked):
        super().__init__(values)
        self.asked = asked

    def __contains__(self, name):
        self._note(name)
        return super().__contains__(name)

    def __getitem__(self, name):
        self._note(name)
        return super().__getitem__(name)

    def get(self, name, default=None):
        """Return a value."""
        self._note(name)
        return super().get(name, default)

    def _note(self, name):
        if isinstance(name, str) and name.isascii() and not name.startswith(("_", "-", "HTTP_")):
            self.asked.add(name)


@contextmanager
def recorded():
    """Yield a set that holds what the requests, while this lasts, ask for."""
    asked = set()

    @adapter(IPubAfterTraversal)
    def record(event):
        event.request.form = Form(event.request.form, asked)

    manager = getGlobalSiteManager()
    manager.registerHandler(record)
    try:
        yield asked
    finally:
        manager.unregisterHandler(record)


def telling(asked):
    """Return those names that a value may stand under."""
    return frozenset(
        name for name in asked - USUAL if not name.isupper() or name in ("UID", "UIDS")
    )
