"""The facets of Find: names, values, titles, and what the catalog holds for them."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.config import authorities
from ccsr.content.config import frameworks
from ccsr.content.config import terms
from ccsr.content.config.terms import Term
from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zope.i18nmessageid import Message

import re


YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)


class NotKnown(ValueError):
    """A parameter, or a value of one, that Find does not know.

    ``value`` is None where the parameter itself is unknown; ``known`` are the
    parameters, or the values of this one. ``text`` is another sentence for a kind
    of value.
    """

    text: Message | None = None

    def __init__(self, parameter: str, value: str | None, known: Iterable[str]) -> None:
        super().__init__(parameter)
        self.parameter = parameter
        self.value = value
        self.known = tuple(known)

    @property
    def message(self) -> Message:
        """One sentence for the reader."""
        about = {"parameter": self.parameter, "value": self.value or ""}
        text = self.text or (UNKNOWN_PARAMETER if self.value is None else UNKNOWN_VALUE)
        return Message(text, mapping=about)


UNKNOWN_PARAMETER = _(
    "find_unknown_parameter", default="“${parameter}” is not something that can be searched by."
)
UNKNOWN_VALUE = _("find_unknown_value", default="“${value}” is not a value of “${parameter}”.")


def _itself(value: str) -> tuple[Hashable, ...]:
    return (value,)


@dataclass(frozen=True)
class Facet:
    """One way to narrow a search.

    ``terms`` are its values in the order shown. ``index`` is the catalog's
    index, ``keys`` gives what that index holds for a value; ``name_of`` the
    value for a key. ``also`` are values that may be asked for besides. A facet
    without a list has a ``pattern`` and an ``order``. ``is_past``: the index holds
    days, and the values are yes and no, the day is past or is not.
    """

    name: str
    title: str
    terms: tuple[Term, ...]
    index: str
    keys: Callable[[str], tuple[Hashable, ...]] = _itself
    name_of: Callable[[Any], str] = str
    also: tuple[Term, ...] = ()
    pattern: re.Pattern[str] | None = None
    order: Callable[[str], int] | None = None
    by_title: bool = False
    is_past: bool = False

    def allows(self, value: str) -> bool:
        """Return whether a value may be asked for."""
        if self.pattern:
            return bool(self.pattern.fullmatch(value))
        return value in self.tokens

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """What may be asked for, to be told to whoever asks for something else."""
        return tuple(term.token for term in (*self.terms, *self.also))

    def title_of(self, value: str) -> str:
        """Return the title of a value."""
        return self._titles.get(value, value)

    def place(self, value: str) -> tuple[int, str]:
        """Return where a value stands among the others; what has no place of its own is last."""
        place = self.order(value) if self.order else self._places.get(value, len(self.terms))
        return (place, value)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {term.token: term.title for term in (*self.terms, *self.also)}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {term.token: place for place, term in enumerate(self.terms)}


TYPES = (
    Term("Provider", _("type_provider", default="Provider")),
    Term("Service", _("type_service", default="Service")),
    Term("InspectionReport", _("type_inspectionreport", default="Inspection report")),
    Term("ComplaintReport", _("type_complaintreport", default="Complaint report")),
    Term("EnforcementAction", _("type_enforcementaction", default="Enforcement action")),
    Term("RegistrationEvent", _("type_registrationevent", default="Event of registration")),
)

#: Ages that a service may be for.
AGES = range(26)
AGE = _("find_age", default="Age ${age}")

OVERDUE = (
    Term("no", _("find_overdue_no", default="Annual inspection not overdue")),
    Term("yes", _("find_overdue_yes", default="Annual inspection overdue")),
)

YES_NO = (
    Term("true", _("find_vacancies_yes", default="Has vacancies")),
    Term("false", _("find_vacancies_no", default="No vacancies")),
)


def _of_framework(framework: frameworks.Framework, grade: Term) -> Term:
    about = {"grade": grade.title, "framework": framework.title}
    return Term(f"{framework.token}:{grade.token}", Message(GRADE_OF, mapping=about))


GRADE_OF = _("find_grade_of_framework", default="${grade}, ${framework}")
GRADE_IN_ANY = _("find_grade_in_any_framework", default="${grade}, any framework")

GRADES = tuple(
    _of_framework(framework, grade) for framework in frameworks.ALL for grade in framework.grades
)


def _any_framework(grade: str) -> tuple[str, ...]:
    return tuple(term.token for term in GRADES if term.token.partition(":")[2] == grade)


#: A grade without its framework means that grade in any; the scales are not merged.
BARE_GRADES = tuple(
    Term(grade.token, Message(GRADE_IN_ANY, mapping={"grade": grade.title}))
    for grade in {one.token: one for scale in frameworks.ALL for one in scale.grades}.values()
)


def _judgement_keys(value: str) -> tuple[Hashable, ...]:
    return (value,) if ":" in value else _any_framework(value)


FACETS = (
    Facet("type", _("facet_type", default="Kind"), TYPES, "portal_type"),
    Facet(
        "service_type",
        _("facet_service_type", default="Type of service"),
        terms.SERVICE_TYPES,
        "service_type",
    ),
    Facet(
        "local_authority",
        _("facet_local_authority", default="Local authority"),
        tuple(Term(one.gss, one.title) for one in authorities.ALL),
        "local_authority",
        by_title=True,
    ),
    Facet(
        "age",
        _("facet_age", default="Age of the child"),
        tuple(Term(str(age), Message(AGE, mapping={"age": age})) for age in AGES),
        "ages",
        keys=lambda value: (int(value),),
    ),
    Facet("region", _("facet_region", default="Region"), terms.REGIONS, "region"),
    Facet("sector", _("facet_sector", default="Sector"), terms.SECTORS, "sector"),
    Facet(
        "registration_status",
        _("facet_registration_status", default="Registration status"),
        terms.REGISTRATION_STATUSES,
        "registration_status",
    ),
    Facet(
        "overdue",
        _("facet_overdue", default="Annual inspection"),
        OVERDUE,
        "annual_due",
        is_past=True,
    ),
    Facet(
        "judgement",
        _("facet_judgement", default="Grade"),
        GRADES,
        "judgement",
        keys=_judgement_keys,
        also=BARE_GRADES,
    ),
    Facet(
        "framework",
        _("facet_framework", default="Framework"),
        tuple(Term(one.token, one.title) for one in frameworks.ALL),
        "framework",
    ),
    Facet(
        "year",
        _("facet_year", default="Year"),
        (),
        "year",
        keys=lambda value: (int(value),),
        also=(Term("YYYY", "YYYY"),),
        pattern=YEAR,
        order=lambda value: -int(value),
    ),
    Facet(
        "has_vacancies",
        _("facet_has_vacancies", default="Vacancies"),
        YES_NO,
        "has_vacancies",
        keys=lambda value: (value == "true",),
        name_of=lambda key: "true" if key else "false",
    ),
    Facet("needs", _("facet_needs", default="Needs provided for"), terms.NEEDS, "needs"),
)

BY_NAME = {facet.name: facet for facet in FACETS}
