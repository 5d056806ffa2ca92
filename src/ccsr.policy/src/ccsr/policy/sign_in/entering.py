"""From a right password, or another proof, to a session."""

from ccsr.content.noted import note
from ccsr.policy.interfaces import ISecondFactor
from ccsr.policy.publication import languages
from ccsr.policy.sign_in import sessions
from ccsr.policy.sign_in import sources
from dataclasses import dataclass
from zope.component import queryUtility


@dataclass(frozen=True)
class Entry:
    """A session that has just begun; ``stage`` is what is still asked for."""

    token: str
    stage: str


def enter(request, user, way: str, proven: bool = False) -> Entry:
    """Begin a session for a user, and end the one that the browser had before.

    ``proven``: the second factor was given already, or another party answers for it.
    """
    before = sessions.current(request)
    if before is not None:
        sessions.end(before.id)
    stage = "" if proven else stage_of(user)
    folder = sources.path_of(user.aq_inner.aq_parent)
    token = sessions.begin(user.getId(), request, stage, folder)
    languages.begin(request, user.getId())
    if not _still_holds(user, stage, proven):
        sessions.end_token(token)
    elif not stage:
        note("signed-in", who=user.getId(), way=way)
    return Entry(token, stage)


def _still_holds(user, stage, proven):
    """Return whether what this request went by is so still, now that the session stands.

    Who changed it meanwhile has ended the sessions that there were, not this one.
    """
    is_same = proven or stage_of(user) == stage
    return is_same and sources.is_unchanged(user.aq_inner.aq_parent, user.getId())


def stage_of(user) -> str:
    """Return what is asked of an account beside its password, empty if nothing is."""
    factor = queryUtility(ISecondFactor)
    state = "off" if factor is None else factor.state(user)
    return "" if state == "off" else state
