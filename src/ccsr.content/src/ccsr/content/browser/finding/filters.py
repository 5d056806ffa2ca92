"""The filters beside the results of ``@@find``: facets with counts, and those in use."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.config import frameworks
from ccsr.content.domain.facets import BY_NAME
from ccsr.content.domain.facets import FACETS
from ccsr.content.domain.near import USUAL
from dataclasses import dataclass
from dataclasses import replace
from itertools import compress
from itertools import groupby
from zope.i18nmessageid import Message


#: Facets that stand open from the start; the others open when they are in use.
OPEN = frozenset({"type", "service_type", "local_authority", "age", "overdue"})
#: Values of a facet that are shown at once; the others open behind them.
SHOWN = 8
#: Facets whose values are so short that all stand in a few lines.
COMPACT = frozenset({"age"})
#: Facets of which a thing can have several values, so that counts do not add up.
SEVERAL = frozenset({"age", "judgement", "needs"})


@dataclass(frozen=True)
class Option:
    """A value of a facet, or a filter in use; the link adds or removes it."""

    title: str
    url: str
    count: int | None = None
    selected: bool = False
    id: str = ""


@dataclass(frozen=True)
class Group:
    """Values of a facet that belong together; ``title`` is empty where it has one group."""

    title: str
    options: list


@dataclass(frozen=True)
class Filter:
    """A facet with its values; ``more`` are those that are not shown at once.

    ``adds`` tells that some value is selected already and that no thing has
    two, so that a count is what the value would add to the list.
    """

    name: str
    title: str
    groups: list
    more: list
    opened: bool
    adds: bool
    is_compact: bool

    @property
    def hidden(self):
        """Return the number of values that are not shown at once."""
        return sum(len(group.options) for group in self.more)


class Filters:
    """The filters of a search; ``url`` gives the address of another one."""

    def __init__(self, find, search, url):
        self.find = find
        self.search = search
        self.url = url

    def facets(self):
        """Return the facets that have values."""
        found = [self._facet(facet) for facet in FACETS]
        return [one for one in found if one.groups]

    def _facet(self, facet):
        selected = self.search.selected.get(facet.name, ())
        shown, more = _split(facet, self.find.rows(facet), selected)
        return Filter(
            facet.name,
            self.find.translated(facet.title),
            self._groups(facet, shown),
            self._groups(facet, more),
            facet.name in OPEN or bool(selected),
            bool(selected) and facet.name not in SEVERAL,
            facet.name in COMPACT,
        )

    def _groups(self, facet, rows):
        return [
            Group(title and self.find.translated(title), [self._option(facet, row) for row in same])
            for title, same in groupby(rows, key=lambda row: _group_of(row["value"]))
        ]

    def _option(self, facet, row):
        value = row["value"]
        grade = _grade(value)
        title = value if facet.name in COMPACT else row["title"]
        return Option(
            self.find.translated(grade) if grade else title,
            self.url(self.search.toggled(facet.name, value)),
            row["count"],
            value in self.search.selected.get(facet.name, ()),
            f"facet-{facet.name}-{value}",
        )

    def in_use(self):
        """Yield title and search without it of each filter in use."""
        for name in BY_NAME:
            for value in self.search.selected.get(name, ()):
                yield self.find.title_of(BY_NAME[name], value), self.search.toggled(name, value)
        if self.search.near:
            yield self.near, replace(self.search, b_start=0, near=None, within=USUAL)
        for name, message in DAYS.items():
            value = getattr(self.search, name)
            if value:
                day = display.day(value, self.find.request)
                title = self.find.translated(Message(message, mapping={"day": day}))
                yield title, replace(self.search, b_start=0, **{name: None})

    @property
    def near(self):
        """Return in words what the list is near to."""
        miles, language = str(self.search.within), self.find.language
        about = {"miles": miles, "place": self.search.near.title(language)}
        return self.find.translated(Message(NEAR, mapping=about))


NEAR = _("find_chip_near", default="Within ${miles} miles of ${place}")
DAYS = {
    "from_": _("find_chip_from", default="From ${day}"),
    "to": _("find_chip_to", default="To ${day}"),
}


def _split(facet, rows, selected):
    """Return the rows to be shown at once and the others, each in their order.

    The grades of a framework stay together.
    """
    if len(rows) <= SHOWN + 1 or facet.name in COMPACT:
        return rows, []
    first = [row["value"] for row in _ranked(facet, rows)[:SHOWN]]
    groups = {_group_of(value) for value in (*first, *selected)} - {""}
    values = {*first, *selected}
    at_once = [row["value"] in values or _group_of(row["value"]) in groups for row in rows]
    return list(compress(rows, at_once)), [
        row for row, is_shown in zip(rows, at_once, strict=True) if not is_shown
    ]


def _ranked(facet, rows):
    # What is listed by name has no order of its own: the largest come first.
    return sorted(rows, key=lambda row: -row["count"]) if facet.by_title else rows


def _group_of(value):
    scale = frameworks.BY_TOKEN.get(value.partition(":")[0])
    return scale.title if scale and _grade(value) else ""


def _grade(value):
    """Return the grade's own title of a ``framework:grade``, None of anything else."""
    framework, colon, token = value.partition(":")
    if not colon:
        return None
    grades = frameworks.BY_TOKEN[framework].grades
    return next(grade.title for grade in grades if grade.token == token)
