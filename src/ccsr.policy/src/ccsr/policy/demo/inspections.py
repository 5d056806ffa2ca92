"""The demo's inspections: one that is finished, with judgements, and one exercise; all invented."""

from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import slots as parts
from ccsr.content.content.readiness.inspection import TYPE
from ccsr.content.content.readiness.inspection_desk import Step
from ccsr.content.domain import dates
from ccsr.content.domain.readiness import clock as clocks
from ccsr.content.domain.readiness.inspections import READY
from ccsr.policy.demo.people import acting
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.dexterity.utils import createContentInContainer


FOLLOW_UP = "Strategy meetings are now called with health. The board looks at moves every quarter."
JUDGED = [
    {"element": "safeguarding", "grade": "good"},
    {"element": "looked_after", "grade": "adequate"},
]
#: Who supplies what, one after the other: owner and deputy.
HANDS = (
    ("officer", "partner"),
    ("partner", "officer"),
    ("Beth Rowlands, data team", "officer"),
)
PEOPLE = (("reviewer", "officer"), ("officer", "reviewer"), ("partner", "Beth Rowlands, data team"))


def make(build) -> None:
    """Notify, work and finish: as the officer, with the dates of that time."""
    with acting("officer"):
        _finished()
        _exercise()


def _finished():
    made = _notified("safeguarding_lac_2009", 420, lead_inspector="Nia Prys")
    for place, card in enumerate(desks.cards(made, desks.SLOT)):
        _ready(made, card, hours=-3 - place)
    made.judgements = JUDGED
    made.follow_up = FOLLOW_UP
    made.finished_on = made.fieldwork_to + timedelta(days=35)
    made.reindexObject()


def _exercise():
    made = _notified("contact_referral_2009", 24, is_exercise=True)
    cards = desks.cards(made, desks.SLOT)
    for place, card in enumerate(cards[:-1]):
        # The last but one is late, and the last never came.
        _ready(made, card, hours=4 if place == len(cards) - 2 else -1 - place)
    made.finished_on = clocks.local_day(parts.clock(made).documents_due) + timedelta(days=1)
    made.reindexObject()


def _notified(framework, days, **values):
    day = clocks.on_or_after(dates.today() - timedelta(days=days))
    made = createContentInContainer(
        api.portal.get()["readiness"],
        TYPE,
        framework=framework,
        notified_on=datetime.combine(day, time(9, 40), dates.ZONE).astimezone(UTC),
        **values,
    )
    for place, card in enumerate(desks.cards(made, desks.PERSON)[: len(PEOPLE)]):
        person, deputy = PEOPLE[place]
        card.values = {**card.values, "person": person, "deputy": deputy}
    return made


def _ready(inspection, card, hours):
    slot = parts.slot(inspection, card.id)
    owner, deputy = HANDS[len(card.id + slot.title) % len(HANDS)]
    at = slot.due.astimezone(UTC) + timedelta(hours=hours)
    values = {"owner": owner, "deputy": deputy, "state": READY, "ready_at": at}
    card.values = {**card.values, **values}
    begun = parts.clock(inspection).notified.astimezone(UTC)
    card.log = (
        Step(begun, "officer", "added"),
        Step(begun + timedelta(hours=1), "officer", "assigned"),
        Step(at, "officer", READY),
    )
