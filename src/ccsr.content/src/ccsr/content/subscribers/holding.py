"""A hold stops whoever would delete what is held, move it out of that, or take its file away."""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from ccsr.content import _
from ccsr.content.content import closing
from ccsr.content.content import holds
from ccsr.content.content import kept
from ccsr.content.content import redacting
from ccsr.content.content import redaction
from ccsr.content.content.disposals import is_going
from ccsr.content.content.past import was_shared
from ccsr.content.domain.holds import sentence
from ccsr.content.domain.holds import sentence_about_file
from ccsr.content.interfaces import IPages
from Products.CMFCore.interfaces import ISiteRoot
from Products.CMFCore.permissions import ManagePortal


KEPT = _(
    "shared_once_refused",
    default="It has been shared, so it is part of what others relied on. It goes by disposal, "
    "which two persons decide, and not by being deleted.",
)

REDACTED = _(
    "redacted_file_refused",
    default="Its file is a redacted copy, and the original is kept beside it. A reviewer must "
    "take the redaction back before the file can be replaced.",
)


class Held(Exception):
    """It is on hold; the message is the sentence that names the hold."""


def keep_what_is_held(thing, event):
    """Refuse to delete or move a held thing; asked for each thing inside what would go.

    A new name in the same place is no move. The site as a whole may be deleted:
    there is nothing left then that could be held.
    """
    if event.oldParent is None or aq_base(event.oldParent) is aq_base(event.newParent):
        return
    if ISiteRoot.providedBy(event.object):
        return
    # A hold that is placed at this very moment counts.
    kept.in_turn()
    found = holds.holding(thing)
    if found:
        raise Held(sentence(found))


def keep_what_was_shared(thing, event):
    """Refuse to delete what was ever shared: that takes two persons, or an administrator.

    Else one reviewer could retract it and delete the draft.
    """
    if event.newParent is not None or is_going(event.object) or ISiteRoot.providedBy(event.object):
        return
    if was_shared(thing) and not getSecurityManager().checkPermission(ManagePortal, thing):
        raise Held(KEPT)


def keep_the_file(document, event):
    """Refuse another file, or none, for a held document: what is held would be gone.

    A redacted copy takes nothing away: the original is kept beside it.
    """
    if redacting.is_changing(document):
        return
    names = {name for one in event.descriptions for name in getattr(one, "attributes", ())}
    if any(name.rpartition(".")[2] == "file" for name in names):
        found = holds.holding(document)
        if found:
            raise Held(sentence_about_file(found))


def keep_the_original(document, event):
    """Refuse another file where a redacted copy stands: the original would be of nothing."""
    stored = redaction.kept(document)
    if stored is None or redacting.is_changing(document):
        return
    if stored.original is None:
        redaction.drop_marks_of_another_file(document)
    elif IPages(document).digest != stored.copy_digest:
        raise Held(REDACTED)


def service_saved(service, event):
    """Keep the day on which a service was closed."""
    closing.note(service)
    service.reindexObject(idxs=["retention_events"])
