"""What is held of an account in governance and readiness: actions, notes, briefings, a seat."""

from ccsr.content.content.actions.action import IAgreedAction
from ccsr.content.content.readiness import briefing as briefings
from ccsr.content.content.readiness.briefing import IBriefing
from ccsr.content.content.readiness.working_party import IWorkingParty
from ccsr.policy import _
from ccsr.policy.domain.subject_access import Section
from ccsr.policy.due.reminding import AREAS
from ccsr.policy.due.reminding import KEY
from ccsr.policy.privacy.account import moment
from ccsr.policy.privacy.account import NAME
from ccsr.policy.privacy.account import WHAT
from ccsr.policy.privacy.account import WHEN
from zope.annotation.interfaces import IAnnotations


def held(site, user_id, say):
    """Actions that it owns, notes that it wrote, briefings, seats, and what it was reminded of."""
    columns = (
        ("what", WHAT),
        ("name", NAME),
        ("when", WHEN),
        ("detail", _("subject_detail", default="Detail")),
    )
    things = [one for area in AREAS if area in site for one in site[area].objectValues()]
    rows = [row for one in things for row in _rows(one, user_id)]
    reminded = IAnnotations(site).get(KEY, {}).get(user_id, {})
    rows += [("reminded", name, day.isoformat(), "") for name, day in sorted(reminded.items())]
    title = _("subject_due", default="Actions, briefings and working parties")
    return Section("due", title, columns, rows)


def _rows(thing, user_id):
    for interface, rows in ROWS.items():
        if interface.providedBy(thing):
            yield from rows(thing, user_id)


def _of_action(action, user_id):
    if action.owner == user_id:
        yield "owner of an action", action.title, action.due.isoformat(), action.status
    for note in action.notes:
        if note["by"] == user_id:
            yield f"note on an action ({note['deed']})", action.title, note["at"], note["text"]


def _of_briefing(briefing, user_id):
    for version in briefings.versions(briefing):
        name, at = version.words.title, moment(version.at)
        if version.by == user_id:
            yield "sent a briefing", name, at, ""
        if user_id in version.told:
            opened = briefings.opened(briefing, version.number).get(user_id)
            yield "told by a briefing", name, at, moment(opened)


def _of_party(party, user_id):
    for seat in party.seats or ():
        if seat.get("user") == user_id:
            yield "seat in a working party", party.title, "", seat["organisation"]


ROWS = {IAgreedAction: _of_action, IBriefing: _of_briefing, IWorkingParty: _of_party}
