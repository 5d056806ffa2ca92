"""What the statistics count: shared things that their reader may see, from the catalog alone.

The tables are those of an annual report on the size, shape and quality of services
(protocol 3.1). A thing that is concealed, or a draft, is counted for nobody.
"""

from __future__ import annotations

from ccsr.content.config import frameworks
from ccsr.content.config import terms
from ccsr.content.config.authorities import ALL as AUTHORITIES
from ccsr.content.config.authorities import region_of
from ccsr.content.content.service import IService
from ccsr.content.domain.statistics.tables import counted
from ccsr.content.domain.statistics.tables import Table
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from plone import api
from typing import Any


#: The columns of the table of authorities; each can be shown on the map.
SERVICES, PLACES, OVERDUE = MEASURES = ("services", "places", "overdue")
INSIDE_YEAR, LATE, NO_DUTY = DUTIES = ("in_time", "overdue", "no_duty")
ANNUAL, FURTHER = KINDS = ("annual", "further")
#: The row of services without an authority in Wales, where there are any.
ELSEWHERE = "elsewhere"

TYPES = tuple(term.token for term in terms.SERVICE_TYPES)
SECTORS = tuple(term.token for term in terms.SECTORS)
REGIONS = tuple(term.token for term in terms.REGIONS)
OUTCOMES = tuple(term.token for term in terms.COMPLAINT_OUTCOMES)
GSS = tuple(authority.gss for authority in AUTHORITIES)


class Figures:
    """All tables; each is made when it is asked for."""

    def __init__(self, today: date) -> None:
        self.today = today

    # -- what there is ----------------------------------------------------------------

    @cached_property
    def services(self) -> list[Any]:
        """Return the records of services that are shared."""
        return self._find(object_provides=IService.__identifier__)

    def _find(self, **query: Any) -> list[Any]:
        # Permission first: who may not see a thing has none of it in a number.
        return list(api.content.find(review_state="shared", **query))

    def _documents(self, portal_type: str) -> list[Any]:
        return self._find(portal_type=portal_type)

    # -- size and shape ---------------------------------------------------------------

    def types(self) -> Table:
        """Return services by type and sector."""
        return counted(
            ((_t(one, "service_type"), _t(one, "sector"), 1) for one in self.services),
            TYPES,
            SECTORS,
        )

    def places(self) -> Table:
        """Return registered places by type of service and sector."""
        return counted(
            ((_t(one, "service_type"), _t(one, "sector"), _places(one)) for one in self.services),
            TYPES,
            SECTORS,
        )

    def regions(self) -> Table:
        """Return services by region and type."""
        return counted(
            ((_region(one), _t(one, "service_type"), 1) for one in self.services),
            self._with_elsewhere(REGIONS),
            TYPES,
        )

    def _with_elsewhere(self, rows: Sequence[str]) -> Sequence[str]:
        is_used = any(_authority(one) == ELSEWHERE for one in self.services)
        return (*rows, ELSEWHERE) if is_used else rows

    def authorities(self) -> Table:
        """Return services, places and overdue inspections by authority."""
        return counted(
            (
                (_authority(one), measure, number)
                for one in self.services
                for measure, number in self._measured(one)
            ),
            self._with_elsewhere(GSS),
            MEASURES,
        )

    def _measured(self, one: Any) -> Iterable[tuple[str, int]]:
        yield SERVICES, 1
        yield PLACES, _places(one)
        yield OVERDUE, int(self._duty(one) == LATE)

    # -- inspections ------------------------------------------------------------------

    def duties(self) -> Table:
        """Return by region how many annual inspections are in time or overdue (3.6)."""
        return counted(
            ((_region(one), self._duty(one), 1) for one in self.services),
            self._with_elsewhere(REGIONS),
            DUTIES,
        )

    def _duty(self, one: Any) -> str:
        if not one.annual_due:
            return NO_DUTY
        return LATE if one.annual_due < self.today else INSIDE_YEAR

    def inspections(self) -> Table:
        """Return inspections by year and kind."""
        found = self._documents("InspectionReport")
        return counted(
            ((_year(one), _t(one, "inspection_kind"), 1) for one in found), _years(found), KINDS
        )

    def grades(self, framework: str, theme: str) -> Table:
        """Return judgements on a theme of a framework by year and grade; small numbers withheld."""
        scale = frameworks.BY_TOKEN[framework]
        found = [one for one in self._documents("InspectionReport") if one.framework == framework]
        return counted(
            (
                (_year(one), grade, 1)
                for one in found
                for _framework, of, grade in one.judgements or ()
                if of == theme
            ),
            _years(found),
            [grade.token for grade in scale.grades],
            withholds=True,
        )

    def graded(self) -> list[str]:
        """Return the frameworks of which there is a judgement, in the house's order."""
        used = {one.framework for one in self._documents("InspectionReport") if one.judgements}
        return [one.token for one in frameworks.ALL if one.token in used]

    # -- complaints and enforcement ---------------------------------------------------

    def complaints(self) -> Table:
        """Return complaints by year and outcome; small numbers withheld."""
        found = self._documents("ComplaintReport")
        return counted(
            ((_year(one), _t(one, "outcome"), 1) for one in found),
            _years(found),
            OUTCOMES,
            withholds=True,
        )

    def enforcement(self, stages: Sequence[str]) -> Table:
        """Return enforcement actions by year and stage; small numbers withheld."""
        found = self._documents("EnforcementAction")
        return counted(
            ((_year(one), _t(one, "stage"), 1) for one in found),
            _years(found),
            stages,
            withholds=True,
        )


def _t(brain: Any, name: str) -> str:
    value = getattr(brain, name, None)
    return str(value) if value else ""


def _places(brain: Any) -> int:
    return (brain.capacity or (0,))[0] or 0


def _region(brain: Any) -> str:
    return region_of(_t(brain, "local_authority")) or ELSEWHERE


def _authority(brain: Any) -> str:
    found = _t(brain, "local_authority")
    return found if found in GSS else ELSEWHERE


def _year(brain: Any) -> str:
    return str(brain.document_date.year) if brain.document_date else ""


def _years(found: Iterable[Any]) -> list[str]:
    return sorted({year for one in found if (year := _year(one))}, reverse=True)
