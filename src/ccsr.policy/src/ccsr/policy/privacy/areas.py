"""What stands of a person beside the things of governance and readiness, by account or name.

Partners have no account: of them there is a name as somebody typed it, on a desk, a
link, a seat or a list of who came. Nobody else is named in a row.
"""

from ccsr.content.content.governance import minutes
from ccsr.content.content.governance.meeting import IMeeting
from ccsr.content.content.readiness import assessment_history
from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import inspection_exercises as exercises
from ccsr.content.content.readiness import inspection_links as links
from ccsr.content.content.readiness.assessment import ISelfAssessment
from ccsr.content.content.readiness.working_party import IWorkingParty
from ccsr.content.interfaces import IInspection
from ccsr.policy import _
from ccsr.policy.domain.subject_access import Section
from ccsr.policy.due.reminding import AREAS
from ccsr.policy.privacy.account import moment
from ccsr.policy.privacy.account import NAME
from ccsr.policy.privacy.account import WHAT
from ccsr.policy.privacy.account import WHEN
from plone import api


READINESS = "readiness"


class Person:
    """A person by what they are called: an account's id with its full name, or a name alone."""

    def __init__(self, typed):
        member = api.user.get(userid=typed)
        full = member.getProperty("fullname", "") if member else ""
        self.called = {_plain(typed), _plain(full)} - {""}

    def is_in(self, value):
        """Return whether a value of any depth is this person, and not only has them in a text."""
        if isinstance(value, str):
            return _plain(value) in self.called
        if isinstance(value, dict):
            return any(self.is_in(one) for one in value.values())
        return isinstance(value, (list, tuple)) and any(self.is_in(one) for one in value)


def _plain(text):
    return " ".join(text.split()).casefold()


def held(site, user_id, say):
    """Desks, links, exercises, meetings, seats and self-assessments that have the person."""
    columns = (
        ("what", WHAT),
        ("name", NAME),
        ("when", WHEN),
        ("detail", _("subject_detail", default="Detail")),
    )
    title = _("subject_areas", default="Inspections, meetings and working parties")
    return Section("areas", title, columns, list(_all(site, Person(user_id))))


def is_known(site, name):
    """Return whether anything stands of a person."""
    return next(_all(site, Person(name)), None) is not None


def _all(site, person):
    for area in AREAS:
        for thing in site[area].objectValues() if area in site else ():
            for interface, rows in ROWS.items():
                if interface.providedBy(thing):
                    yield from rows(thing, person)
    yield from _links(site, person)
    yield from _exercises(site, person)


def _of_inspection(inspection, person):
    if person.is_in(inspection.lead_inspector or ""):
        yield "lead inspector", inspection.title, "", ""
    for card in (card for kind in desks.KINDS for card in desks.cards(inspection, kind)):
        named = sorted(name for name, value in card.values.items() if person.is_in(value))
        if named:
            yield f"on the desk ({card.kind})", inspection.title, "", ", ".join(named)
        for step in card.log:
            if person.is_in(step.who):
                done = f"changed the desk ({card.kind})"
                yield done, inspection.title, moment(step.at), step.what
            elif person.is_in(step.detail):
                yield f"named on the desk ({card.kind})", inspection.title, "", step.what


def _links(site, person):
    area = site.get(READINESS, {})
    for one in links.every():
        name = area[one.inspection].title if one.inspection in area else ""
        if person.is_in(one.whom):
            yield "was given a link to hand in", name, moment(one.used), moment(one.expires)
        if person.is_in(one.by):
            yield "made a link to hand in", name, "", moment(one.expires)


def _exercises(site, person):
    for one in exercises.planned(site[READINESS]) if READINESS in site else ():
        # The moment is nobody's to know before it comes.
        if person.is_in(one.by):
            yield "planned an exercise", one.framework, one.first.isoformat(), one.last.isoformat()


def _of_meeting(meeting, person):
    when = moment(meeting.starts)
    for part in ("chair", "secretary", "chair_account"):
        if person.is_in(getattr(meeting, part, None) or ""):
            yield f"{part} of a meeting", meeting.title, when, ""
    for row in meeting.attendance or ():
        if person.is_in(row.get("name") or ""):
            yield "attendance of a meeting", meeting.title, when, row.get("status") or ""
    for one in minutes.recorded(meeting):
        if person.is_in(one.account):
            yield "agreed minutes", meeting.title, moment(one.at), one.party
        if person.is_in(one.withdrawn_by):
            yield "changed minutes that were agreed", meeting.title, moment(one.withdrawn), ""


def _of_assessment(assessment, person):
    for one in assessment_history.snapshots(assessment):
        if person.is_in(one.who):
            yield "self-assessment", assessment.title, moment(one.when), one.grade


def _of_party(party, person):
    for row in party.seats or ():
        for part in ("name", "user", "deputy"):
            if person.is_in(row.get(part) or ""):
                yield f"seat in a working party ({part})", party.title, "", row["organisation"]
    for row in party.support or ():
        if person.is_in(row.get("name") or ""):
            yield "supports a working party", party.title, "", row.get("task") or ""


ROWS = {
    IInspection: _of_inspection,
    IMeeting: _of_meeting,
    ISelfAssessment: _of_assessment,
    IWorkingParty: _of_party,
}
