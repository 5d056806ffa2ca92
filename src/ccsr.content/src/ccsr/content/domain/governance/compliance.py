"""What the portal's own records say of what a clause promises.

A rule counts dated records: how many there were up to a day, and how many of them kept
the promise. So the same rule gives today's figure and those of past quarters.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.config.terms import Term
from ccsr.content.domain.duties import a_year_after
from ccsr.content.domain.governance.protocols import shifted
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from zope.i18nmessageid import Message


MET, AT_RISK, NOT_MET, NO_EVIDENCE = STATES = ("met", "at_risk", "not_met", "no_evidence")

#: Share of what was counted from which a promise that is not wholly kept is at risk only.
NEARLY = 0.9
#: Months back that are counted.
WINDOW = 12
#: Quarters of the trend.
QUARTERS = 8
#: A meeting is held every so many months (8.1); so many days before, it should be planned.
MEETING_MONTHS, PLANNED_DAYS = 3, 28
#: A review of the protocol that is due within so many months is at risk.
REVIEW_MONTHS = 3

RULES = (
    Term("reports_received", _("rule_reports_received", default="Reports received on time")),
    Term("reports_shared", _("rule_reports_shared", default="Reports shared on time")),
    Term("events_received", _("rule_events_received", default="Registrations told on time")),
    Term("annual_inspection", _("rule_annual_inspection", default="Inspected within a year")),
    Term("enforcement_received", _("rule_enforcement_received", default="Enforcement received")),
    Term(
        "discrepancies_passed_on",
        _("rule_discrepancies_passed_on", default="Open discrepancies passed on"),
    ),
    Term("concerns_passed_on", _("rule_concerns_passed_on", default="Open concerns passed on")),
    Term("items_answered", _("rule_items_answered", default="Liaison items answered in time")),
    Term(
        "concealments_reviewed",
        _("rule_concealments_reviewed", default="Concealments reviewed in time"),
    ),
    Term("notice_acknowledged", _("rule_notice", default="Providers know their duty")),
    Term("meeting_held", _("rule_meeting_held", default="Meeting held within three months")),
    Term("minutes_agreed", _("rule_minutes_agreed", default="Minutes agreed by both parties")),
    Term("lessons_acted_on", _("rule_lessons_acted_on", default="Lessons lead to actions")),
    Term("protocol_review", _("rule_protocol_review", default="Review of the protocol")),
)
TITLES = {rule.token: rule.title for rule in RULES}


@dataclass(frozen=True)
class Figure:
    """How many of ``total`` kept the promise on a day, and what that means."""

    state: str
    kept: int
    total: int

    @property
    def share(self) -> float | None:
        """Return the part that was kept, 0 to 1; None where nothing was counted."""
        return self.kept / self.total if self.total else None


NOTHING = Figure(NO_EVIDENCE, 0, 0)


def shared_out(kept: int, total: int) -> Figure:
    """Return the figure of a promise that is to be kept each time."""
    if not total:
        return NOTHING
    if kept == total:
        return Figure(MET, kept, total)
    return Figure(AT_RISK if kept >= NEARLY * total else NOT_MET, kept, total)


def worst(states: Iterable[str]) -> str:
    """Return the state of a clause with several rules; what nothing shows counts least."""
    order = (NOT_MET, AT_RISK, MET)
    found = set(states)
    return next((state for state in order if state in found), NO_EVIDENCE)


# -- on time -----------------------------------------------------------------


@dataclass(frozen=True)
class Timed:
    """Something that was to happen within days of another: told → done, None while it is not."""

    ref: str
    told: date
    done: date | None

    def is_late(self, days: int, day: date) -> bool:
        """Return whether it was late, as it stood on a day."""
        last = self.told + timedelta(days=days)
        return (self.done if self.done and self.done <= day else day) > last

    def counts(self, days: int, day: date) -> bool:
        """Return whether it can be judged on a day: it was done, or its time is over."""
        if not shifted(day, -WINDOW) < self.told <= day:
            return False
        return bool(self.done and self.done <= day) or self.is_late(days, day)


def on_time(records: Iterable[Timed], days: int, day: date) -> Figure:
    """Return how many were in time, of those told within ``WINDOW`` months before a day."""
    counted = [one for one in records if one.counts(days, day)]
    return shared_out(sum(not one.is_late(days, day) for one in counted), len(counted))


def late(records: Iterable[Timed], days: int, day: date) -> list[Timed]:
    """Return those that were not, the oldest first."""
    found = [one for one in records if one.counts(days, day) and one.is_late(days, day)]
    return sorted(found, key=lambda one: (one.told, one.ref))


# -- yearly ------------------------------------------------------------------


@dataclass(frozen=True)
class Inspected:
    """A service with an annual duty, registered on a day, and when it was inspected."""

    ref: str
    registered: date | None
    inspections: Sequence[date]

    def due(self, day: date) -> date | None:
        """Return by when the next inspection was due, as it stood on a day."""
        past = [one for one in self.inspections if one <= day]
        registered = self.registered if self.registered and self.registered <= day else None
        last = max(past, default=registered)
        return a_year_after(last) if last else None


def within_a_year(services: Iterable[Inspected], day: date) -> Figure:
    """Return how many services were not overdue on a day."""
    due = [found for one in services if (found := one.due(day))]
    return shared_out(sum(one >= day for one in due), len(due))


def overdue(services: Iterable[Inspected], day: date) -> list[Inspected]:
    """Return those that were, the longest first."""
    found = [(due, one.ref, one) for one in services if (due := one.due(day)) and due < day]
    return [one for _due, _ref, one in sorted(found, key=lambda row: row[:2])]


# -- open on a day -----------------------------------------------------------


@dataclass(frozen=True)
class Span:
    """Something open from a day to a day; ``settled`` is when what was promised was done with it."""

    ref: str
    opened: date
    settled: date | None = None
    closed: date | None = None

    def is_open(self, day: date) -> bool:
        """Return whether it was open at the end of a day."""
        return self.opened <= day and not (self.closed and self.closed <= day)

    def is_settled(self, day: date) -> bool:
        """Return whether it was settled by the end of a day."""
        return bool(self.settled and self.settled <= day)


def passed_on(spans: Iterable[Span], days: int, day: date) -> Figure:
    """Return how many of what was open had been passed on; none open is a promise kept.

    What waits for longer than ``days`` breaks it, what waits for less puts it at risk.
    """
    spans = list(spans)
    still = [one for one in spans if one.is_open(day)]
    waiting = [one for one in still if not one.is_settled(day)]
    kept = len(still) - len(waiting)
    if not any(one.opened <= day for one in spans):
        return NOTHING
    if any((day - one.opened).days > days for one in waiting):
        return Figure(NOT_MET, kept, len(still))
    return Figure(AT_RISK if waiting else MET, kept, len(still))


def waiting(spans: Iterable[Span], day: date) -> list[Span]:
    """Return what was open and not passed on, the oldest first."""
    found = [one for one in spans if one.is_open(day) and not one.is_settled(day)]
    return sorted(found, key=lambda one: (one.opened, one.ref))


@dataclass(frozen=True)
class Concealed:
    """A concealment: from a day, to be reviewed on one, to a day or None while it lasts."""

    ref: str
    since: date
    review_on: date
    until: date | None = None

    def is_open(self, day: date) -> bool:
        """Return whether it lasted at the end of a day."""
        return self.since <= day and not (self.until and self.until <= day)

    def is_past_review(self, day: date) -> bool:
        """Return whether its review was overdue."""
        return self.is_open(day) and self.review_on < day


def reviewed(concealments: Iterable[Concealed], day: date) -> Figure:
    """Return how many open concealments are not past their review; none open is a promise kept."""
    known = [one for one in concealments if one.since <= day]
    still = [one for one in known if one.is_open(day)]
    past = sum(one.is_past_review(day) for one in still)
    if not known:
        return NOTHING
    return Figure(NOT_MET if past else MET, len(still) - past, len(still))


# -- meetings ----------------------------------------------------------------


def meetings_held(held: Iterable[date], planned: Iterable[date], day: date) -> Figure:
    """Return how many of the four meetings of a year were held, and whether one is missing."""
    past = sorted(one for one in held if one <= day)
    if not past:
        return NOTHING
    count = sum(one > shifted(day, -WINDOW) for one in past)
    year = WINDOW // MEETING_MONTHS
    due = shifted(past[-1], MEETING_MONTHS)
    kept = min(count, year)
    if due < day:
        return Figure(NOT_MET, kept, year)
    near = (due - day).days <= PLANNED_DAYS
    is_planned = any(day <= one <= due for one in planned)
    return Figure(AT_RISK if near and not is_planned else MET, kept, year)


# -- the protocol ------------------------------------------------------------


def review_due(review_on: date | None, day: date) -> Figure:
    """Return whether the review of the protocol in force lies ahead."""
    if review_on is None:
        return NOTHING
    if review_on < day:
        return Figure(NOT_MET, 0, 1)
    return Figure(AT_RISK if review_on <= shifted(day, REVIEW_MONTHS) else MET, 1, 1)


# -- quarters ----------------------------------------------------------------


def quarter_ends(today: date, count: int = QUARTERS) -> list[date]:
    """Return the last days of the quarters that have ended, the oldest first."""
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    return [shifted(first, -3 * back) - timedelta(days=1) for back in range(count - 1, -1, -1)]


def quarter_of(day: date) -> tuple[int, int]:
    """Return year and number (1 to 4) of a day's quarter."""
    return day.year, (day.month - 1) // 3 + 1


@dataclass(frozen=True)
class Link:
    """A thing that was counted, as its reader may see it."""

    title: str
    url: str
    #: What there is to say of it, such as by how long it is late.
    note: Message | str = ""


@dataclass(frozen=True)
class Shown:
    """Evidence as it stands today; ``more`` are those left out of ``links``."""

    figure: Figure
    sentence: Message
    links: tuple[Link, ...] = ()
    more: int = 0
    #: A page with all of it, and what it is called.
    page: Link | None = None
