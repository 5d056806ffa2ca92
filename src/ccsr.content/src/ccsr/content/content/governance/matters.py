"""Matters agreed at a meeting, and the actions that were made of them, one of each."""

from ccsr.content.content.governance import agenda
from ccsr.content.content.governance.meeting import PLANNED
from ccsr.content.domain import dates
from ccsr.content.domain.governance import meetings
from datetime import timedelta
from persistent.mapping import PersistentMapping
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations


KEY = "ccsr.content.matters"
ACTION = "AgreedAction"
#: Longest line that an action has as its name.
LONGEST = 200


def actions(meeting):
    """Return by key of the matter the record of its action, of those that the reader may see."""
    made = dict(IAnnotations(meeting).get(KEY, {}))
    known = agenda.seen(set(made.values()))
    return {key: known[uid] for key, uid in made.items() if uid in known}


def make_action(meeting, key):
    """Return the action of a matter, made now if it was not yet; None where there is no such.

    Whoever makes it owns it, and it is due by the next meeting: both can be changed.
    """
    matter = next((one for one in meeting.matters or () if meetings.matter_key(one) == key), None)
    if matter is None:
        return None
    known = actions(meeting).get(key)
    return known.getObject() if known is not None else _made(meeting, key, matter)


def _made(meeting, key, matter):
    action = createContentInContainer(
        meeting.__parent__,
        ACTION,
        title=matter["topic"][:LONGEST],
        detail=matter["agreed"],
        owner=api.user.get_current().getId(),
        due=_due(meeting),
        source=IUUID(meeting),
    )
    IAnnotations(meeting).setdefault(KEY, PersistentMapping())[key] = IUUID(action)
    return action


def _due(meeting):
    """Return the day of the next meeting, three months from now where none is planned."""
    planned = agenda.all_of(meeting.__parent__, review_state=PLANNED)
    today, uid = dates.today(), IUUID(meeting)
    days = [one.document_date for one in planned if uid != one.UID and one.document_date > today]
    return min(days) if days else meetings.due_by(today) - timedelta(days=1)
