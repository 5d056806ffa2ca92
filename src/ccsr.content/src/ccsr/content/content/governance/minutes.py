"""Who has agreed the minutes of a meeting: each party by itself, and locked when all have.

An agreement is to the minutes as they were (``domain.governance.meetings.digest``): what
changes them takes it back, by whatever way the change came.
"""

from ccsr.content import _
from ccsr.content import noted
from ccsr.content import permissions
from ccsr.content.content.governance.meeting import HELD
from ccsr.content.content.governance.meeting import is_of_party
from ccsr.content.content.invariants import Refused
from ccsr.content.domain.governance import meetings
from ccsr.content.domain.governance.meetings import Agreement
from datetime import datetime
from datetime import UTC
from persistent.list import PersistentList
from plone import api
from zope.annotation.interfaces import IAnnotations


KEY = "ccsr.content.agreements"
#: What minutes tell, and are agreed with.
TOLD = ("title", "title_cy", "starts", "ends", "place", "host", "chair", "secretary")
TOLD_ROWS = ("attendance", "matters")

NOT_HELD = _("minutes_not_held", default="Minutes are agreed once the meeting has been held.")
NONE_YET = _(
    "minutes_none_yet", default="There are no minutes yet: type them, or upload them, first."
)
NOT_YOURS = _(
    "minutes_not_yours",
    default="A reviewer agrees them for CCSR, the inspectorate for itself, and the chair for a "
    "working party.",
)
ALREADY = _("minutes_already", default="Your party has agreed these minutes already.")
CHANGED = _(
    "minutes_changed",
    default="The minutes were changed while you read them. Read them again, then agree.",
)
NOT_ALL = _("minutes_not_all", default="The minutes are not agreed by all yet.")


def digest(meeting):
    """Return the digest of the minutes as they are."""
    told = {name: getattr(meeting, name) or "" for name in TOLD}
    told |= {name: list(getattr(meeting, name) or ()) for name in TOLD_ROWS}
    told["minutes"] = meeting.minutes or ""
    return meetings.digest(told, meeting.minutes_file.data if meeting.minutes_file else b"")


def parties(meeting):
    """Return who must agree."""
    return (meetings.CHAIR,) if is_of_party(meeting) else meetings.SIDES


def recorded(meeting):
    """Return every agreement that was given, those taken back by a change among them."""
    return list(IAnnotations(meeting).get(KEY, ()))


def agreed(meeting):
    """Return the agreements to the minutes as they are, by party."""
    return meetings.standing(recorded(meeting), digest(meeting))


def withdrawn(meeting):
    """Return by party the last agreement that a later change took back."""
    stands = agreed(meeting)
    last = {one.party: one for one in recorded(meeting)}
    return {party: one for party, one in last.items() if party not in stands}


def has_minutes(meeting):
    """Return whether there is something to agree."""
    return bool((meeting.minutes or "").strip() or meeting.minutes_file)


def party_of(meeting):
    """Return for which party whoever is signed in agrees, '' for none."""
    if is_of_party(meeting):
        return meetings.CHAIR if _is_chair(meeting) else ""
    if not _may(permissions.AgreeMinutes, meeting):
        return ""
    return meetings.CCSR if _may(permissions.KeepGovernance, meeting) else meetings.INSPECTORATE


def may_agree(meeting):
    """Return whether whoever is signed in can agree now."""
    party = party_of(meeting)
    if not party or api.content.get_state(meeting) != HELD or not has_minutes(meeting):
        return False
    return party not in agreed(meeting)


def agree(meeting, read):
    """Agree as whoever is signed in; ``read`` is the digest of what they read.

    Raises ``Refused`` with the sentence of what stands against it. When all have agreed,
    the meeting is locked.
    """
    party, now = party_of(meeting), digest(meeting)
    found = _against(meeting, party, read, now)
    if found:
        raise Refused(found)
    account = api.user.get_current().getId()
    kept = IAnnotations(meeting).setdefault(KEY, PersistentList())
    kept.append(Agreement(party, account, datetime.now(UTC), now))
    noted.note("minutes-agreed", meeting, party=party)
    if is_agreed(meeting):
        api.portal.get_tool("portal_workflow").doActionFor(meeting, "agree")


def _against(meeting, party, read, now):
    if not party:
        return NOT_YOURS
    if api.content.get_state(meeting) != HELD:
        return NOT_HELD
    if not has_minutes(meeting):
        return NONE_YET
    if party in agreed(meeting):
        return ALREADY
    return CHANGED if read != now else None


def is_agreed(meeting):
    """Return whether all have agreed the minutes as they are."""
    return meetings.is_agreed(agreed(meeting), parties(meeting))


def take_back(meeting):
    """Take back the agreements to minutes that are no longer these."""
    kept = IAnnotations(meeting).get(KEY)
    if not kept:
        return
    account = api.user.get_current().getId() or ""
    after = meetings.after_change(kept, digest(meeting), datetime.now(UTC), account)
    if after != list(kept):
        kept[:] = after
        noted.note("minutes-reopened", meeting)


def forget(meeting):
    """Drop what came along with a copy: nobody has agreed that."""
    IAnnotations(meeting).pop(KEY, None)


def _is_chair(meeting):
    user = api.user.get_current().getId()
    return bool(user) and user == meeting.chair_account


def _may(permission, meeting):
    return bool(api.user.has_permission(permission, obj=meeting))
