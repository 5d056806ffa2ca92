"""The demo's meetings: a series with one that is agreed, one that was held, and what is planned."""

from ccsr.content.browser.governance.series import titled
from ccsr.content.content.governance import agenda
from ccsr.content.content.governance import minutes
from ccsr.content.domain.governance.protocols import shifted
from ccsr.content.domain.naming import random_id
from ccsr.content.domain.readiness.clock import on_or_after
from ccsr.policy.demo import dating
from ccsr.policy.demo.people import acting
from dataclasses import replace
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.dexterity.utils import createContentInContainer
from zope.annotation.interfaces import IAnnotations

import transaction


TITLES = ("Meeting of CCSR and the inspectorate", "Cyfarfod CCSR a'r arolygiaeth")
PARTY_TITLES = ("Meeting of the working party", "Cyfarfod y gweithgor")
#: Days until the next meeting of each kind.
NEXT, PARTY_NEXT = 9, 16
CHAIRED = {"host": "CCSR", "chair": "Olwen Parry", "secretary": "Rhun Beynon"}
ATTENDANCE = (
    ("Olwen Parry", "CCSR", "ccsr", "attending"),
    ("Rhun Beynon", "CCSR", "ccsr", "attending"),
    ("Ifan Dafis", "Regional office, south", "inspectorate", "attending"),
    ("Mari Treharne", "Regional office, north", "inspectorate", "apologies"),
)
PARTY_ATTENDANCE = (
    ("Pegi Llwyd", "Voluntary sector", None, "attending"),
    ("Huw Garmon", "Health board", None, "attending"),
    ("Elin Wigley", "Police", None, "absent"),
)
MATTERS = (
    (
        "Reports that come late",
        "The inspectorate names a deputy in each regional office who sends reports on while the "
        "usual person is away.",
    ),
    (
        "Discrepancies about places",
        "CCSR sends the discrepancies about numbers of places in one list at the end of each "
        "month, and each is answered within four weeks.",
    ),
)
MINUTES = (
    "The minutes of the last meeting were agreed.\n\nThe open items were gone through one by one. "
    "Those about the number of places make up half of them, and most come from claims that were "
    "not brought up to date after a variation.\n\nThe next meeting is hosted by the inspectorate."
)
PARTY_MATTERS = (
    ("Documents for a short-notice inspection", "Each partner names who sends what, and a deputy."),
)
PARTY_MINUTES = (
    "The list of documents was gone through against the framework. Four have no owner yet; the "
    "chair will ask the organisations concerned."
)


def make(build) -> None:
    """Make the meetings of both areas."""
    today = build.plan.today
    _of_protocol(api.portal.get()["governance"], today)
    _of_working_party(api.portal.get()["readiness"], today)
    transaction.commit()


def _of_protocol(area, today):
    coming = on_or_after(today + timedelta(days=NEXT))
    name = random_id()
    days = [on_or_after(shifted(coming, months)) for months in (-6, -3, 0, 3)]
    first, second, third, _fourth = [
        _meeting(area, "officer", day, TITLES, series=name, place="Cardiff", **CHAIRED)
        for day in days
    ]
    for meeting, parties in (
        (first, ("reviewer", "inspector")),
        (second, ("inspector",)),
    ):
        _held(meeting, "officer", ATTENDANCE, MATTERS, MINUTES)
        _agreed(meeting, parties)
    with acting("officer"):
        third.agenda = [{"topic": "Minutes of the last meeting", "note": None}]
        agenda.fill(third)


def _of_working_party(area, today):
    coming = on_or_after(today + timedelta(days=PARTY_NEXT))
    fields = {"chair": "Pegi Llwyd", "chair_account": "partner", "place": "County hall"}
    last = _meeting(area, "partner", on_or_after(shifted(coming, -1)), PARTY_TITLES, **fields)
    _held(last, "partner", PARTY_ATTENDANCE, PARTY_MATTERS, PARTY_MINUTES)
    _agreed(last, ("partner",))
    _meeting(area, "partner", coming, PARTY_TITLES, **fields)


def _meeting(area, who, day, titles, **fields):
    title, title_cy = (
        titled(one, day, language) for one, language in zip(titles, ("en", "cy"), strict=True)
    )
    with acting(who):
        return createContentInContainer(
            area,
            "Meeting",
            title=title,
            title_cy=title_cy,
            starts=datetime.combine(day, time(10)),
            ends=datetime.combine(day, time(12)),
            **fields,
        )


def _held(meeting, who, attendance, matters, text):
    names = ("name", "organisation", "party", "status")
    with acting(who):
        meeting.attendance = [dict(zip(names, row, strict=True)) for row in attendance]
        meeting.matters = [{"topic": topic, "agreed": agreed} for topic, agreed in matters]
        meeting.minutes = text
        api.portal.get_tool("portal_workflow").doActionFor(meeting, "hold")


def _agreed(meeting, accounts):
    for account in accounts:
        with acting(account):
            minutes.agree(meeting, minutes.digest(meeting))
    day = meeting.starts.date()
    decided = day + timedelta(days=12)
    kept = IAnnotations(meeting)[minutes.KEY]
    kept[:] = [replace(one, at=datetime.combine(decided, time(12), UTC)) for one in kept]
    dating.antedate(meeting, day - timedelta(days=40), decided)
    meeting.reindexObject()
