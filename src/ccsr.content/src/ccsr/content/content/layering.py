"""The job that keeps what a reader needs of a document: asked for once somebody reads it.

Most documents of a register are never opened again; their pictures would be most of
what the database holds.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.content import layers
from ccsr.content.interfaces import IJobs
from ccsr.content.interfaces import IPaged
from ccsr.content.jobs import is_working
from ccsr.content.jobs import Job
from ccsr.content.jobs import queue
from plone.app.uuid.utils import uuidToObject
from plone.uuid.interfaces import IUUID
from time import monotonic
from typing import Any
from zope.component import queryUtility


NAME = "ccsr.content.layers"
#: Seconds in which a process asks once for a document.
ONCE = 600.0
#: Documents of which that is remembered.
MOST = 1000

_asked: dict[str, float] = {}


class Layers(Job):
    """Keeps words and pictures of one document; a second run does nothing."""

    title = _("job_layers", default="Pictures of a document's pages")

    def run(self, site: Any, progress: Any, uid: str = "") -> None:
        """Keep them; nothing where the document or its file is gone."""
        # The program's own business, whoever may see the document.
        paged = uuidToObject(uid, unrestricted=True)
        if IPaged.providedBy(paged) and paged.file and not layers.is_complete(paged):
            layers.complete(paged, progress)


def is_wanted(paged: Any) -> bool:
    """Return whether a document's layers are to be asked for: somebody is there to make them."""
    if layers.is_complete(paged) or monotonic() - _asked.get(IUUID(paged, ""), -ONCE) < ONCE:
        return False
    # Without the site's own jobs it would be done at once, while the reader waits.
    return queryUtility(IJobs) is not None and is_working()


def ask(paged: Any) -> None:
    """Ask for a document's layers, if they are wanted."""
    if not is_wanted(paged):
        return
    uid = IUUID(paged)
    _asked.pop(uid, None)
    _asked[uid] = monotonic()
    while len(_asked) > MOST:
        _asked.pop(next(iter(_asked)), None)
    queue(NAME, uid=uid)
