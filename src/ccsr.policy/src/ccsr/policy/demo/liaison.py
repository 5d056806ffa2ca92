"""The demo's liaison items: one in each state, made by the hands that would make them."""

from ccsr.content.content import liaison
from ccsr.policy.demo import dating
from ccsr.policy.demo.people import acting
from dataclasses import dataclass
from datetime import timedelta
from plone import api


@dataclass(frozen=True)
class Planned:
    """One item: its way is told by who did what; it began so many days ago."""

    kind: str
    title: str
    detail: str
    way: tuple[tuple[str, str], ...]
    days: int


TRIAGED = (("officer", "triage"),)
SENT = (*TRIAGED, ("reviewer", "send"))
ACKNOWLEDGED = (*SENT, ("inspector", "acknowledge"))
ANSWERED = (*ACKNOWLEDGED, ("inspector", "answer"))

PLANNED = (
    Planned(
        "factual_accuracy",
        "Registered places on the certificate",
        "The certificate that the provider showed us gives one place fewer than the register.",
        (),
        2,
    ),
    Planned(
        "concern",
        "Moves at short notice",
        "Two authorities say that placements were ended with less than a week's notice.",
        TRIAGED,
        5,
    ),
    Planned(
        "factual_accuracy",
        "Manager named in the register has left",
        "The provider told a commissioner of a new manager; the register names the former one.",
        SENT,
        12,
    ),
    Planned(
        "concern",
        "Staffing at night",
        "A commissioner was told that one person sleeps in where the statement says two.",
        ACKNOWLEDGED,
        20,
    ),
    Planned(
        "factual_accuracy",
        "Age range in the register",
        "The register says from 8; the last report speaks of children from 10.",
        ANSWERED,
        34,
    ),
    Planned(
        "concern",
        "Letters unanswered",
        "The provider has not answered three letters about fees.",
        (*ANSWERED, ("reviewer", "close")),
        60,
    ),
    Planned(
        "concern",
        "Price of a placement",
        "A commissioner finds the weekly price too high.",
        (*TRIAGED, ("reviewer", "reject")),
        45,
    ),
)

COMMENTS = {
    "close": "The inspectorate has spoken with the provider; nothing is left to do.",
    "reject": "A price is no matter for the inspectorate.",
}
RESPONSE = "We have looked at our records. The register is put right from the first of the month."


def make(services, today) -> int:
    """Make an item about each of some services, in turn; return how many."""
    for planned, service in zip(PLANNED, services, strict=False):
        _make(planned, service, today)
    return len(PLANNED)


def _make(planned, service, today):
    with acting("officer"):
        item = liaison.file(planned.kind, service, planned.title, planned.detail)
    for who, transition in planned.way:
        with acting(who):
            api.portal.get_tool("portal_workflow").doActionFor(
                item, transition, comment=COMMENTS.get(transition, ""), response=RESPONSE
            )
    began = today - timedelta(days=planned.days)
    dating.antedate(item, began, began + timedelta(days=1))
    item.reindexObject()
