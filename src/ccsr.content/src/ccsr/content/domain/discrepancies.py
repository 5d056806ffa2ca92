"""Where a provider's claim and the register disagree (DOMAIN 5).

Each rule compares the claim with the conditions in force, and with the
registration where no condition speaks. A side that says nothing disagrees with
nothing. Nothing here knows who asks or what was found before.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.dates import has_ended
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import date


@dataclass(frozen=True)
class Said:
    """What one side says; None and the empty set say nothing."""

    places: int | None = None
    age_from: int | None = None
    age_to: int | None = None
    gender: str | None = None
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Condition(Said):
    """The confirmed values of one condition; ``uid`` is "" for the registration itself."""

    uid: str = ""
    kind: str = ""
    due: date | None = None
    imposed: date | None = None
    removed: date | None = None

    def in_force(self, day: date) -> bool:
        """Return whether it binds on a day; one with a time limit does to its last day."""
        begun = self.imposed is None or self.imposed <= day
        over = self.kind == "time" and self.due is not None and self.due < day
        return begun and not over and not has_ended(self.removed, day)


@dataclass(frozen=True)
class Registration(Said):
    """What the register says of a service; ``changed`` is the day of its last change."""

    status: str | None = None
    changed: date | None = None


@dataclass(frozen=True)
class Claim(Said):
    """What the provider says; ``said`` is the day on which it was last confirmed."""

    vacancies: int | None = None
    said: date | None = None


@dataclass(frozen=True)
class Case:
    """One service on one day: all that the rules look at."""

    registration: Registration
    claim: Claim
    conditions: tuple[Condition, ...] = field(default=())

    def sources(self, *names: str) -> Iterator[Condition]:
        """Yield who limits one of these values: conditions, else the registration."""
        for one in self.conditions:
            if any(_speaks(one, name) for name in names):
                yield one
        rest = {
            name: getattr(self.registration, name)
            for name in names
            if not any(_speaks(one, name) for one in self.conditions)
        }
        register = Condition(**rest)
        if any(_speaks(register, name) for name in names):
            yield register


def _speaks(said: Said, name: str) -> bool:
    return getattr(said, name) not in (None, frozenset())


@dataclass(frozen=True)
class Discrepancy:
    """One disagreement; both sides in plain words of their form (``FORMS``).

    ``condition`` is the UID of the condition concerned, "" where it is none.
    """

    rule: str
    condition: str
    registered: str
    claimed: str

    @property
    def key(self) -> tuple[str, str]:
        """What it is about, whatever the values."""
        return self.rule, self.condition


Found = Iterator[tuple[str, str, str]]

#: Under these nobody may be placed. A proposal to cancel takes no registration away.
NOT_OPEN = frozenset(
    {"applied", "suspended", "dormant", "cancelled_voluntary", "cancelled_enforced", "refused"}
)


def places_over(case: Case) -> Found:
    """The provider offers more places than it is registered for."""
    offered = case.claim.places
    for one in case.sources("places"):
        if offered is not None and one.places is not None and offered > one.places:
            yield one.uid, str(one.places), str(offered)


def ages_outside(case: Case) -> Found:
    """The provider takes children of ages that it is not registered for."""
    claim = case.claim
    for one in case.sources("age_from", "age_to"):
        if _below(claim.age_from, one.age_from) or _below(one.age_to, claim.age_to):
            yield one.uid, ages(one), ages(claim)


def gender_outside(case: Case) -> Found:
    """The provider takes children of a gender that it is not registered for."""
    taken = case.claim.gender
    for one in case.sources("gender"):
        if taken is not None and one.gender not in (None, "any", taken):
            yield one.uid, one.gender or "", taken


def needs_not_registered(case: Case) -> Found:
    """The provider offers to meet needs that it is not registered for."""
    sources = list(case.sources("needs"))
    allowed = frozenset().union(*(one.needs for one in sources))
    more = case.claim.needs - allowed
    if sources and more:
        # Two conditions may each speak of a group of children.
        uid = sources[0].uid if len(sources) == 1 else ""
        yield uid, ",".join(sorted(allowed)), ",".join(sorted(more))


def vacancies_not_open(case: Case) -> Found:
    """The provider offers vacancies while nobody may be placed there."""
    status, vacancies = case.registration.status, case.claim.vacancies
    if status in NOT_OPEN and vacancies:
        yield "", str(status), str(vacancies)


def claim_outdated(case: Case) -> Found:
    """The provider's claim is older than the last change of the registration."""
    changed, said = case.registration.changed, case.claim.said
    if changed is not None and said is not None and said < changed:
        yield "", changed.isoformat(), said.isoformat()


def _below(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one < other


def ages(said: Said) -> str:
    ends = ("" if age is None else str(age) for age in (said.age_from, said.age_to))
    return "-".join(ends)


NUMBER, AGES, GENDER, NEEDS, STATUS, DAY = FORMS = (
    "number",
    "ages",
    "gender",
    "needs",
    "status",
    "day",
)


@dataclass(frozen=True)
class Rule:
    """A rule with its name, its sentence, and the forms in which it tells both sides."""

    token: str
    title: str
    sentence: str
    check: Callable[[Case], Found]
    registered: str
    claimed: str


RULES = (
    Rule(
        "places_over",
        _("rule_places_over", default="More places than registered"),
        _(
            "rule_places_over_sentence",
            default="The provider offers more places than it is registered for.",
        ),
        places_over,
        NUMBER,
        NUMBER,
    ),
    Rule(
        "ages_outside",
        _("rule_ages_outside", default="Ages outside the registration"),
        _(
            "rule_ages_outside_sentence",
            default="The provider takes children of ages that it is not registered for.",
        ),
        ages_outside,
        AGES,
        AGES,
    ),
    Rule(
        "gender_outside",
        _("rule_gender_outside", default="Gender outside the registration"),
        _(
            "rule_gender_outside_sentence",
            default="The provider takes children of a gender that it is not registered for.",
        ),
        gender_outside,
        GENDER,
        GENDER,
    ),
    Rule(
        "needs_not_registered",
        _("rule_needs_not_registered", default="Needs it is not registered for"),
        _(
            "rule_needs_not_registered_sentence",
            default="The provider offers to meet needs that it is not registered for.",
        ),
        needs_not_registered,
        NEEDS,
        NEEDS,
    ),
    Rule(
        "vacancies_not_open",
        _("rule_vacancies_not_open", default="Vacancies while it may take nobody"),
        _(
            "rule_vacancies_not_open_sentence",
            default="The provider offers vacancies while nobody may be placed there.",
        ),
        vacancies_not_open,
        STATUS,
        NUMBER,
    ),
    Rule(
        "claim_outdated",
        _("rule_claim_outdated", default="Claim older than the registration"),
        _(
            "rule_claim_outdated_sentence",
            default="The provider's claim is older than the last change of the registration.",
        ),
        claim_outdated,
        DAY,
        DAY,
    ),
)
BY_TOKEN = {rule.token: rule for rule in RULES}


def find(case: Case) -> list[Discrepancy]:
    """Return every disagreement, in the order of the rules."""
    return [Discrepancy(rule.token, *found) for rule in RULES for found in rule.check(case)]


def last_change(days: Iterable[date | None], today: date) -> date | None:
    """Return the last of some days that has come."""
    return max((day for day in days if day is not None and day <= today), default=None)


def in_force(conditions: Iterable[Condition], day: date) -> tuple[Condition, ...]:
    """Return the conditions that bind on a day, in an order of their own."""
    return tuple(sorted((one for one in conditions if one.in_force(day)), key=lambda one: one.uid))
