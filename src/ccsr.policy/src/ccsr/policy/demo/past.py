"""The demo's registration history: one home with a long past, and what befell two others."""

from ccsr.content.content import history
from ccsr.content.content import succession
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.content.event import record
from ccsr.content.domain.wordings import ConditionChange
from ccsr.content.domain.wordings import VARY
from ccsr.policy.demo import dating
from ccsr.policy.demo.people import acting
from dataclasses import replace
from datetime import timedelta
from zope.annotation.interfaces import IAnnotations


#: The home with a long past, and the one that it follows at the same place.
HOME, BEFORE = "ty-derwlas", "hen-derwlas"

#: Days before today, kind, places, what is said of it.
EVENTS = (
    (640, "places_changed", 6, "Two bedrooms were added and inspected."),
    (
        410,
        "suspended",
        None,
        "Suspended while the inspectorate looked into the staffing at night. Every child was "
        "moved by agreement with their authority.",
    ),
    (355, "suspension_lifted", None, "The inspectorate was satisfied with the new rota."),
    (-35, "places_changed", 5, "One bedroom becomes a room for visits."),
)
VARIED_AGO = 230
#: Days for which the earlier home was registered.
LASTED = 1900
ELSEWHERE = (
    ("ffynnon-las", 48, "suspended", "Notice served under section 16 of the Act."),
    ("pwll-du", 190, "cancelled_enforced", "The tribunal upheld the inspectorate's decision."),
    (BEFORE, 0, "cancelled_voluntary", "The home passed to another provider."),
)


def begin(service, day):
    """Say that the register knew of a service on an earlier day."""
    marks = IAnnotations(service)
    ledger = marks[history.KEY]
    marks[history.KEY] = replace(ledger, base=replace(ledger.base, recorded=day))


def make(build):
    """Record the events as the reviewer, each as if on its own day."""
    today, home = build.plan.today, build.made[HOME]
    start = home.registered_on
    build.made[BEFORE].registered_on = start - timedelta(days=LASTED)
    _record(home, start, "new", today, places=4, detail="Registered under the new provider.")
    for ago, kind, places, detail in EVENTS:
        _record(home, today - timedelta(days=ago), kind, today, places=places, detail=detail)
    _vary(home, today - timedelta(days=VARIED_AGO), today)
    for key, ago, kind, detail in ELSEWHERE:
        day = today - timedelta(days=ago) if ago else start - timedelta(days=1)
        _record(build.made[key], day, kind, today, detail=detail)
    with acting("reviewer"):
        succession.link(build.made[BEFORE], home)


def _record(service, day, kind, today, **values):
    with acting("reviewer"):
        event = record(service, kind, effective=day, received=min(day, today), **values)
    known = min(day, today) + timedelta(days=2)
    dating.antedate(event, min(day, today), min(known, today))
    event.reindexObject()


def _vary(home, day, today):
    conditions = filter(IRegistrationCondition.providedBy, home.objectValues())
    number = next((one for one in conditions if one.kind == "number"), None)
    if number is not None:
        text = f"{number.text} No more than two of them may be under 13."
        changes = (ConditionChange(VARY, number.UID(), text=text),)
        _record(home, day, "conditions_changed", today, conditions=changes)
