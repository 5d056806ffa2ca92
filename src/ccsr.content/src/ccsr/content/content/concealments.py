"""The concealments of a thing, kept on it (``IConcealments``)."""

from ccsr.content.domain.concealment import Concealment
from ccsr.content.interfaces import IConcealments
from ccsr.content.interfaces import IReviewed
from dataclasses import replace
from persistent.list import PersistentList
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


KEY = "ccsr.content.concealments"


@implementer(IConcealments)
@adapter(IReviewed)
class Concealments:
    """Reads and writes the list of concealments; the newest is last."""

    def __init__(self, context):
        self.context = context

    def all(self):
        """Return every concealment, oldest first."""
        return list(IAnnotations(self.context).get(KEY, ()))

    def current(self):
        """Return the open concealment, or None."""
        stored = self.all()
        return stored[-1] if stored and stored[-1].is_open else None

    def open(self, concealment: Concealment):
        """Record a new concealment."""
        IAnnotations(self.context).setdefault(KEY, PersistentList()).append(concealment)

    def amend(self, **changes):
        """Replace values of the newest concealment."""
        stored = IAnnotations(self.context)[KEY]
        stored[-1] = replace(stored[-1], **changes)
