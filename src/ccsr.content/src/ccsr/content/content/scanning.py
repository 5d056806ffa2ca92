"""Files that came while the virus scanner did not answer: they wait, and nobody opens them."""

from BTrees.OOBTree import OOTreeSet
from ccsr.content.domain import virus
from ccsr.content.interfaces import IPages
from plone import api
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations


#: On the site: the UIDs of the documents that wait.
WAITING = "ccsr.content.waiting_for_scan"


def waiting():
    """Return the UIDs of the documents whose files wait."""
    return list(IAnnotations(api.portal.get()).get(WAITING, ()))


def stopped_by(document):
    """Return ``unscanned`` or ``virus`` where that keeps the file back, None where nothing does.

    The scanner is asked again; what it says is kept by ``settle``.
    """
    if IPages(document).scanned or not document.file:
        return None
    # Whoever has taken the scanner away since has not made the file clean.
    return virus.refusal(document.file.data) if virus.address() else "unscanned"


def note(document):
    """Keep whether a document waits, for ``waiting``."""
    marks = IAnnotations(api.portal.get())
    uid = IUUID(document)
    if not IPages(document).scanned:
        marks.setdefault(WAITING, OOTreeSet()).insert(uid)
    elif uid in marks.get(WAITING, ()):
        marks[WAITING].remove(uid)


def drop(uid):
    """Forget a document that is gone."""
    IAnnotations(api.portal.get())[WAITING].remove(uid)


def settle(document):
    """Ask the scanner about a file that waits; return what still keeps it back, or None."""
    stopped = stopped_by(document)
    if stopped is None and not IPages(document).scanned:
        IPages(document).keep_scanned()
        note(document)
    return stopped
