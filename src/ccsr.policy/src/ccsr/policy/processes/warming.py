"""What every search reads is read before anybody searches.

A process that has just started has nothing of the database in memory. Of 100,000 documents
its first search reads for a quarter of a minute, of several processes that start at once for
more than a minute. So ``serve`` and ``run`` read it in a thread of its own, and ``/-/ready``
says ``ready`` when that is done, or after ``CCSR_WARM_SECONDS``, whatever comes first. What
fails here is logged and hinders nobody. How long it took stands in ``warmed/`` beside the
database, for ``bin/ccsr check``.
"""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.SpecialUsers import nobody
from AccessControl.users import UnrestrictedUser
from ccsr.content.domain.facets import FACETS
from ccsr.content.services.find import Find
from ccsr.content.services.order import group_of
from ccsr.policy.commands import instance
from ccsr.search import facets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from Testing.makerequest import makerequest
from threading import Event
from threading import Thread
from typing import Any
from zope.component import getMultiAdapter
from zope.component.hooks import setSite
from zope.event import notify
from zope.traversing.interfaces import BeforeTraverseEvent

import json
import logging
import os
import time
import transaction
import Zope2


SECONDS, DEFAULT = "CCSR_WARM_SECONDS", 120.0
#: Of them at most those that the text index takes for frequent words, of which it knows more.
WORDS = 10.0
#: Searches as somebody who may see everything: nothing of it is kept for others.
READER = UnrestrictedUser("warming", "", ["Manager"], [])
#: Columns that searches look records up in, besides the catalog's own.
COLUMNS = ("UID", "document_date", "sortable_title", "welsh_name", "whereabouts")
#: What is asked for, as by a person: each way of ordering, and words.
ASKED: tuple[dict[str, str], ...] = (
    {},
    {"sort": "date"},
    {"sort": "title"},
    {"q": "inspection report"},
)
logger = logging.getLogger(__name__)


class Warming:
    """The reading of one process; ``begin`` it when Zope has started."""

    def __init__(self, connections: int, seconds: float) -> None:
        self._connections, self._seconds = connections, seconds
        self._end = time.monotonic() + seconds
        self._is_done = Event()
        self.thread = Thread(target=self._run, name="warming", daemon=True)

    def begin(self) -> None:
        """Read in a thread of its own; its end is not waited for when the process ends."""
        self.thread.start()

    def wait(self) -> bool:
        """Wait until it is done or takes too long; return whether it is done."""
        return self._is_done.wait(max(0.0, self._end - time.monotonic()))

    @property
    def is_over(self) -> bool:
        """Whether nobody has to wait for it any longer."""
        return self._is_done.is_set() or time.monotonic() > self._end

    def _run(self) -> None:
        begun = time.monotonic()
        told = "failed"
        try:
            warm(self._connections, min(WORDS, self._seconds / 4))
            told = "done"
        except Exception:  # whatever is wrong, the first search would tell, and not the start
            logger.exception("Caches could not be filled; the first searches will be slow")
        seconds = time.monotonic() - begun
        self._is_done.set()
        logger.info("Filling the caches took %.1f s: %s", seconds, told)
        note(told, seconds, self._seconds)


def allowed() -> float:
    """Return the seconds that it may take; 0 for not at all."""
    named = os.environ.get(SECONDS, "")
    if named and not named.isdecimal():
        raise instance.CannotRun(f"{SECONDS} is “{named}”; it must be a number of seconds.")
    return float(named) if named else DEFAULT


def begun(connections: int) -> Warming:
    """Begin to fill the caches of so many connections to the database."""
    warming = Warming(connections, allowed())
    if allowed():
        warming.begin()
    return warming


def warm(connections: int, words: float) -> None:
    """Fill the caches of so many connections, and those that they have in common."""
    # All are open at once, or it would be one of them again and again.
    with opened(connections) as roots:
        for number, root in enumerate(roots):
            site = root.get(instance.SITE)
            if site is None:
                return
            with at_work(site):
                if not number:
                    common(site, words)
                own(site)
            page(site)


@contextmanager
def opened(connections: int) -> Iterator[list[Any]]:
    """Give the root applications of so many connections."""
    roots: list[Any] = []
    try:
        roots += (makerequest(Zope2.app()) for _ in range(connections))
        yield roots
    finally:
        transaction.abort()
        for root in roots:
            root._p_jar.close()


@contextmanager
def at_work(site: Any, user: Any = READER) -> Iterator[None]:
    """Be somebody in a site."""
    setSite(site)
    # Nothing of what is read is shown to anybody.
    newSecurityManager(None, user.__of__(site.acl_users))
    try:
        yield
    finally:
        noSecurityManager()
        setSite(None)


def common(site: Any, words: float) -> None:
    """Read what all connections of the process share: bitmaps, and frequent words."""
    indexes = site.portal_catalog._catalog
    # One that is not there yet comes with an upgrade of the site.
    for name in {facet.index for facet in FACETS} & set(indexes.indexes):
        facets.of(indexes.getIndex(name))
    facets.of(indexes.getIndex("document_date"))
    facets.of(indexes.getIndex("UID"), group_of)
    indexes.getIndex("SearchableText").warm(words)


def own(site: Any) -> None:
    """Read what each connection keeps for itself: columns, and what Find asks besides."""
    catalog = site.portal_catalog._catalog
    for tree in (catalog.paths, catalog.uids, *columns(catalog)):
        # Counting wakes every bucket, and makes nothing of it.
        len(tree)
    for form in ASKED:
        site.REQUEST.form = dict(form)
        Find(site, site.REQUEST)()


def columns(catalog: Any) -> Iterator[Any]:
    """Yield the trees by which indexes know a record's value."""
    names: list[str] = [name for name in COLUMNS if name in catalog.indexes]
    return (catalog.getIndex(name).documentToKeyMap() for name in names)


def page(site: Any) -> None:
    """Make the page of Find, which finds nothing for nobody: its templates are then compiled."""
    with at_work(site, nobody):
        request = site.REQUEST
        request.form = {}
        notify(BeforeTraverseEvent(site, request))
        getMultiAdapter((site, request), name="find")()


def note(told: str, seconds: float, most: float) -> None:
    """Write down how it went, for ``bin/ccsr check``."""
    path = folder() / f"{instance.address()[1]}.json"
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}")
        half.write_text(json.dumps({"told": told, "seconds": seconds, "most": most}))
        half.rename(path)
    except OSError:
        logger.warning("How the caches were filled could not be noted in %s", path)


def folder() -> Path:
    """Return where the processes of a host note it, each by its port."""
    return instance.var() / "warmed"
