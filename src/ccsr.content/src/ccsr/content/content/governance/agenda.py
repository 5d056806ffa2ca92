"""What an agenda is filled with: what is open since the last meeting, as far as the filler sees."""

from ccsr.content.content import liaison_rows
from ccsr.content.content.actions import rows as actions
from ccsr.content.content.dues import dues
from ccsr.content.content.governance.lesson import ILesson
from ccsr.content.content.governance.meeting import AGREED
from ccsr.content.content.governance.meeting import HELD
from ccsr.content.content.governance.meeting import IMeeting
from ccsr.content.content.governance.meeting import is_of_party
from ccsr.content.content.governance.protocol import IProtocol
from ccsr.content.domain import dates
from ccsr.content.domain import dues as due_kinds
from ccsr.content.domain import liaison
from ccsr.content.domain.governance import meetings
from ccsr.content.domain.governance.meetings import Open
from ccsr.content.domain.governance.protocols import shifted
from datetime import timedelta
from plone import api
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent


#: Months before the review of the protocol from which it is on the agenda.
REVIEW_AHEAD = 6
#: What a working party looks at, by the kind of what is due.
DUE_KINDS = {
    due_kinds.ACTION: meetings.ACTION,
    due_kinds.EVIDENCE: meetings.EVIDENCE,
    due_kinds.ASSESSMENT: meetings.ASSESSMENT,
}


def fill(meeting):
    """Add what is open to the agenda, each thing once; return how many entries are new."""
    before = list(meeting.agenda or ())
    after = meetings.filled(before, open_things(meeting))
    if len(after) != len(before):
        meeting.agenda = after
        notify(ObjectModifiedEvent(meeting, Attributes(IMeeting, "agenda")))
    return len(after) - len(before)


def open_things(meeting):
    """Return what is open, in the order of the agenda."""
    found = _of_working_party if is_of_party(meeting) else _of_protocol
    return list(found(meeting))


def _of_protocol(meeting):
    area = meeting.__parent__
    today = dates.today()
    yield from _liaison()
    yield from _concealments(today)
    yield from _actions(area, today)
    yield from _lessons(area, last_before(meeting))
    yield from _reviews(area, today)


def _of_working_party(meeting):
    area = "/".join(meeting.__parent__.getPhysicalPath())
    overdue = dues(None, dates.today() - timedelta(days=1))
    found = [one for one in overdue if not one.done and one.kind in DUE_KINDS]
    here = {brain.UID for brain in _find(UID=list({one.uid for one in found}), path=area)}
    for kind in DUE_KINDS:
        yield from (
            Open(DUE_KINDS[kind], one.uid) for one in found if one.kind == kind and one.uid in here
        )


def _liaison():
    rows = sorted(liaison_rows.rows(review_state=list(liaison.OPEN)), key=lambda row: row.raised)
    for kind in (meetings.DISCREPANCY, meetings.LIAISON):
        is_wanted = kind == meetings.DISCREPANCY
        yield from (Open(kind, row.uid) for row in rows if (row.kind == "discrepancy") == is_wanted)


def _concealments(today):
    late = {"query": today - timedelta(days=1), "range": "max"}
    for brain in _find(review_state="concealed", review_due=late, sort_on="review_due"):
        yield Open(meetings.CONCEALMENT, brain.UID)


def _actions(area, today):
    rows = sorted(actions.rows(area), key=lambda row: row.due)
    yield from (Open(meetings.ACTION, row.uid) for row in rows if row.is_overdue(today))


def _lessons(area, last):
    since = {"document_date": {"query": _day(last), "range": "min"}} if last else {}
    path = "/".join(area.getPhysicalPath())
    for brain in _find(object_provides=ILesson.__identifier__, path=path, **since):
        yield Open(meetings.LESSON, brain.UID)


def _reviews(area, today):
    path = "/".join(area.getPhysicalPath())
    in_force = _find(object_provides=IProtocol.__identifier__, path=path, review_state="in_force")
    for brain in in_force:
        # There is one in force; its day of review is not in the catalog.
        review = brain.getObject().review_on
        if review and shifted(review, -REVIEW_AHEAD) <= today:
            yield Open(meetings.PROTOCOL, brain.UID)


def all_of(area, **query):
    """Return the records of an area's meetings, the earliest first."""
    path = {"query": "/".join(area.getPhysicalPath()), "depth": 1}
    provides = IMeeting.__identifier__
    return _find(object_provides=provides, path=path, sort_on="document_date", **query)


def last_before(meeting):
    """Return the record of the last meeting of the area held before one, or None."""
    day = meeting.starts.date()
    held = all_of(meeting.__parent__, review_state=[HELD, AGREED])
    earlier = [one for one in held if api.content.get_uuid(meeting) != one.UID and _day(one) <= day]
    return earlier[-1] if earlier else None


def _day(brain):
    return brain.document_date


def seen(uids):
    """Return the records by UID of those things that the reader may see."""
    wanted = [uid for uid in uids if uid]
    return {brain.UID: brain for brain in _find(UID=wanted)} if wanted else {}


def visible(rows):
    """Return the rows of an agenda that the reader may see: those about what they may see."""
    rows = list(rows or ())
    known = seen({row.get("source") for row in rows})
    return [row for row in rows if not row.get("source") or row["source"] in known]


def _find(**query):
    return api.portal.get_tool("portal_catalog").searchResults(**query)
