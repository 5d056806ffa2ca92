"""``@@statistics``: size, shape and quality of services as tables, pictures and CSV.

For the annual report (protocol 3.1). Whoever reads it counts what they may see.
"""

from ccsr.content import _
from ccsr.content.browser.listing import Listing
from ccsr.content.config import frameworks
from ccsr.content.content import statistics
from ccsr.content.content.statistics import Figures
from ccsr.content.domain import charts
from ccsr.content.domain import export
from ccsr.content.domain.statistics.boundaries import wales
from ccsr.content.noted import note
from ccsr.content.vocabularies.stages import enforcement_stages
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zExceptions import NotFound
from zope.i18nmessageid import Message


NOT_TOLD = _("statistics_cell_withheld", default="withheld")
#: In a CSV; the note beside the table says what it means.
WITHHELD = "*"
TOTAL = _("statistics_total", default="Total")
FILE_NAME = _("statistics_file", default="Statistics ${what} ${day}")
STEPS = 5

TITLES = {
    "types": _("statistics_types", default="Services by type and sector"),
    "places": _("statistics_places", default="Registered places by type and sector"),
    "regions": _("statistics_regions", default="Services by region and type"),
    "authorities": _("statistics_authorities", default="Services by local authority"),
    "duties": _("statistics_duties", default="Annual inspections: in time and overdue"),
    "inspections": _("statistics_inspections", default="Inspections by year"),
    "complaints": _("statistics_complaints", default="Complaints by year and outcome"),
    "enforcement": _("statistics_enforcement", default="Enforcement by year and stage"),
}
GRADES = _("statistics_grades", default="${framework}: ${theme}")
HEADS = {
    "types": _("label_service_type", default="Type of service"),
    "places": _("label_service_type", default="Type of service"),
    "regions": _("label_region", default="Region"),
    "authorities": _("label_local_authority", default="Local authority"),
    "duties": _("label_region", default="Region"),
}
YEAR = _("label_year", default="Year")
WORDS = {
    statistics.SERVICES: _("statistics_services", default="Services"),
    statistics.PLACES: _("statistics_registered_places", default="Places"),
    statistics.OVERDUE: _("statistics_overdue", default="Overdue"),
    statistics.INSIDE_YEAR: _("statistics_in_time", default="In time"),
    statistics.NO_DUTY: _("statistics_no_duty", default="No yearly duty"),
    statistics.ANNUAL: _("statistics_annual", default="Annual"),
    statistics.ELSEWHERE: _("statistics_elsewhere", default="No authority in Wales"),
    statistics.FURTHER: _("statistics_further", default="Further"),
}
#: Rows and columns whose words are a vocabulary's: (of rows, of columns).
VOCABULARIES = {
    "types": ("service_types", "sectors"),
    "places": ("service_types", "sectors"),
    "regions": ("regions", "service_types"),
    "authorities": ("local_authorities", ""),
    "duties": ("regions", ""),
    "inspections": ("", ""),
    "complaints": ("", "complaint_outcomes"),
    "enforcement": ("", "enforcement_stages"),
}


@dataclass(frozen=True)
class Shown:
    """A table ready to be shown; ``bars`` are empty where a picture says nothing."""

    id: str
    title: str
    head: str
    columns: list
    rows: list
    bars: list
    has_totals: bool
    withholds: bool
    left_out: str
    is_empty: bool
    csv: str


class Statistics(Listing):
    """The page; with ``table`` and ``format=csv`` one table as a file."""

    page_title = _("statistics_title", default="Statistics")

    def __call__(self):
        """Return the page or the file."""
        return self.csv() if self.asked("format") == "csv" else self.index()

    @property
    def filters(self):
        """Return what of the page was chosen: the map's measure, themes by framework."""
        chosen = {one: self.asked(one) for one in frameworks.BY_TOKEN}
        return {"map": self.asked("map"), **chosen}

    @cached_property
    def figures(self):
        """Return the numbers."""
        return Figures(self.today)

    @property
    def made(self):
        """Return the day that the numbers are of."""
        return self.day(self.today)

    # -- tables -------------------------------------------------------------------------

    def tables(self):
        """Return every table that has a fixed id, the grades after the inspections."""
        names = list(TITLES)
        place = names.index("complaints")
        plain = [self.shown(name) for name in names]
        return [*plain[:place], *self.graded(), *plain[place:]]

    def shown(self, name):
        """Return one table by its id."""
        table = self._table(name)
        of_rows, of_columns = VOCABULARIES[name]
        return self._shown(
            name,
            self.say(TITLES[name]),
            self.say(HEADS.get(name, YEAR)),
            table,
            of_rows,
            of_columns,
        )

    def _table(self, name):
        if name == "enforcement":
            stages = [term.token for term in enforcement_stages(self.context)]
            return self.figures.enforcement(stages)
        return getattr(self.figures, name)()

    def graded(self):
        """Return the table of the chosen theme of each framework with a judgement."""
        return [self._grades(one, self._theme(one)) for one in self.figures.graded()]

    def _theme(self, token):
        """Return the theme that is asked for by ``<framework>=<theme>``, else the first one."""
        themes = [one.token for one in frameworks.BY_TOKEN[token].themes]
        return self.asked(token) if self.asked(token) in themes else themes[0]

    def _grades(self, token, theme):
        scale = frameworks.BY_TOKEN[token]
        title = Message(
            GRADES,
            mapping={
                "framework": self.say(scale.title),
                "theme": self.term("themes", theme),
            },
        )
        table = self.figures.grades(token, theme)
        return self._shown(
            f"grades.{token}.{theme}", self.say(title), self.say(YEAR), table, "", "grades"
        )

    def themes(self, id):
        """Return the themes of a table of grades, each with the address that shows it."""
        if not id.startswith("grades."):
            return []
        _grades, token, theme = id.split(".")
        return [
            {
                "title": self.say(one.title),
                "href": self.address(**{token: one.token}) + f"#{id.rpartition('.')[0]}",
                "is_shown": one.token == theme,
            }
            for one in frameworks.BY_TOKEN[token].themes
        ]

    def _shown(self, id, title, head, table, of_rows, of_columns):
        columns = [self._word(of_columns, one) for one in table.columns]
        names = [self._word(of_rows, one) for one in table.rows]
        has_totals = id != "authorities"
        lines = table.cells[:-1] if table.rows else []
        cells = lines if has_totals else [line[:-1] for line in lines]
        bars = charts.bars(names, [line[:-1] for line in lines]) if has_totals else []
        rows = list(zip(names, cells, bars or [None] * len(names), strict=True))
        return Shown(
            id,
            title,
            head,
            [*columns, self.say(TOTAL)] if has_totals else columns,
            rows + self._totals(table, has_totals),
            bars,
            has_totals,
            table.withholds,
            ", ".join(self._word(of_rows, one) for one in table.left_out),
            table.is_empty,
            self.address(table=id, format="csv"),
        )

    def _totals(self, table, has_totals):
        if not table.rows:
            return []
        line = table.cells[-1]
        return [(self.say(TOTAL), line if has_totals else line[:-1], None)]

    def _word(self, vocabulary, token):
        if token in WORDS:
            return self.say(WORDS[token])
        return self.say(self.term(vocabulary, token)) if vocabulary else token

    def anchor(self, id):
        """Return the id of a table's section."""
        return id.rpartition(".")[0] if id.startswith("grades.") else id

    def number(self, number):
        """Return a number as it is shown."""
        return self.say(NOT_TOLD) if number is None else f"{number:,}"

    # -- the map --------------------------------------------------------------------------

    @property
    def measure(self):
        """Return what the map shows."""
        asked = self.asked("map")
        return asked if asked in statistics.MEASURES else statistics.SERVICES

    def measures(self):
        """Return what the map can show: address and words."""
        return [
            (one, self.say(WORDS[one]), self.address(map=one) + "#map")
            for one in statistics.MEASURES
        ]

    def map(self) -> dict[str, Any]:
        """Return the shapes, each with its number and its step."""
        drawn = wales()
        numbers = self.figures.authorities().column(self.measure)
        found = [numbers.get(shape.gss, 0) for shape in drawn.shapes]
        steps = charts.classes(found, STEPS)
        return {
            "box": f"0 0 {drawn.width} {drawn.height}",
            "shapes": [
                {
                    "path": shape.path,
                    "step": step,
                    "said": f"{self.say(self.term('local_authorities', shape.gss))}: {number}",
                }
                for shape, number, step in zip(drawn.shapes, found, steps, strict=True)
            ],
            "legend": [{"step": step, "said": said} for step, said in charts.legend(found, STEPS)],
        }

    # -- files ----------------------------------------------------------------------------

    def csv(self):
        """Return one table as a file."""
        table = self._asked_table()
        rows = [[name, *map(_cell, cells)] for name, cells, _bar in table.rows]
        data = export.BOM + export.csv_lines([[table.head, *table.columns], *rows])
        name = self.say(
            Message(FILE_NAME, mapping={"what": table.title, "day": self.today.isoformat()})
        )
        response = self.request.response
        response.setHeader("Content-Type", export.CONTENT_TYPES["csv"])
        response.setHeader("Content-Disposition", export.disposition(f"{name}.csv"))
        note("exported", query={"table": table.id}, format="csv", count=len(table.rows))
        return data

    def _asked_table(self):
        asked = self.asked("table")
        if asked in TITLES:
            return self.shown(asked)
        parts = asked.split(".")
        scale = frameworks.BY_TOKEN.get(parts[1]) if len(parts) == 3 else None
        if scale is None or parts[2] not in {one.token for one in scale.themes}:
            raise NotFound("table")
        return self._grades(parts[1], parts[2])


def _cell(number):
    return WITHHELD if number is None else number
