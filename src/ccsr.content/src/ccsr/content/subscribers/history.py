"""Sharing an event applies it; edits by hand are kept; copies have no past."""

from ccsr.content.content import candidates
from ccsr.content.content import history
from ccsr.content.content import wordings
from zope.annotation.interfaces import IAnnotations


def event_moved(event, transition):
    """Apply an event when it is shared; concealing and revealing change nothing."""
    if transition.transition and transition.transition.id == "share":
        history.shared(event)


def service_saved(service, event):
    """Keep what was edited by hand, with its day, and what it was called."""
    history.keep(service)
    candidates.keep(service)


def service_deleted(service, event):
    """Forget what it was called."""
    candidates.forget(service)


def service_copied(service, event):
    """A copy begins its own history."""
    IAnnotations(service).pop(history.KEY, None)
    service.predecessors = service.successors = ()


def event_copied(copy, event):
    """A copy is a draft, which has changed nothing."""
    copy.applied = False


def condition_saved(condition, event):
    """Keep what it said before it was varied."""
    wordings.note(condition)
