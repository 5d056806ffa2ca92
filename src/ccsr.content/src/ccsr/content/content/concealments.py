"""The concealments of a thing, kept on it (``IConcealments``)."""

from BTrees.OOBTree import OOTreeSet
from ccsr.content.domain.concealment import Concealment
from ccsr.content.interfaces import IConcealments
from ccsr.content.interfaces import IReviewed
from dataclasses import replace
from persistent.list import PersistentList
from plone import api
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


KEY = "ccsr.content.concealments"

#: On the site: the UIDs of all that ever was concealed. Not in the catalog, where
#: whoever may see a thing could ask whether it had been.
REGISTER = "ccsr.content.ever_concealed"


def ever_concealed():
    """Return the UIDs of everything that is or was concealed."""
    return list(IAnnotations(api.portal.get()).get(REGISTER, ()))


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
        IAnnotations(api.portal.get()).setdefault(REGISTER, OOTreeSet()).insert(IUUID(self.context))

    def amend(self, **changes):
        """Replace values of the newest concealment."""
        stored = IAnnotations(self.context)[KEY]
        stored[-1] = replace(stored[-1], **changes)

    def forget(self):
        """Drop every concealment, of a copy that brought them along."""
        IAnnotations(self.context).pop(KEY, None)
