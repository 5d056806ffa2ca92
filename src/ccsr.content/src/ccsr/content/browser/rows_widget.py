"""The widget of a field of rows: a table to type in, which needs no script to grow."""

from ccsr.content import _
from ccsr.content.browser.display import language_of
from ccsr.content.browser.widgets import Option
from ccsr.content.content.invariants import Refused
from ccsr.content.content.rows_field import ICarried
from ccsr.content.content.rows_field import IRows
from ccsr.content.content.rows_field import MOST
from ccsr.content.content.rows_field import read
from ccsr.content.domain.naming import title_in
from ccsr.content.interfaces import IContentLayer
from datetime import date
from hashlib import sha256
from plone.app.uuid.utils import uuidToCatalogBrain
from z3c.form.converter import BaseDataConverter
from z3c.form.interfaces import IDataConverter
from z3c.form.interfaces import IDataManager
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import IWidget
from z3c.form.interfaces import NO_VALUE
from z3c.form.widget import FieldWidget
from z3c.form.widget import Widget
from zope.browserpage.viewpagetemplatefile import ViewPageTemplateFile
from zope.component import adapter
from zope.component import getMultiAdapter
from zope.interface import implementer
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IInt
from zope.schema.interfaces import ITextLine

import json


UID_LENGTH = 32
#: Empty rows that stand below the filled ones.
BLANK = 3
#: The buttons that move a row, and by how many places.
MOVES = {"up": -1, "down": 1}

OVERTAKEN = _(
    "rows_overtaken",
    default="Somebody else has changed this list since you opened the form. What you typed is "
    "still here, and what stands now is below it. Put in what is missing and save again.",
)


class IRowsWidget(IWidget):
    """The widget of rows; the converter is registered for this."""


@implementer(IRowsWidget)
class RowsWidget(Widget):
    """Cells are named ``<widget>.<row>.<column>``; ``<widget>.count`` is how many rows came.

    ``value`` is a list of dicts of what was typed, so that a refused form shows it again.
    """

    klass = "ccsr-rows-input"
    #: Whether somebody else was first, and the button of the row that was moved.
    is_overtaken = False
    moved = ""
    _template = ViewPageTemplateFile("templates/rows_input.pt")

    def render(self):
        """Return the table."""
        return self._template(self)

    def extract(self, default=NO_VALUE):
        """Return what was typed, row by row."""
        count = str(self.request.form.get(f"{self.name}.count", ""))
        if not count.isdecimal():
            return default
        places = self._moved(list(range(min(int(count), MOST))))
        return [self._posted(place) for place in places if not self._is_dropped(place)]

    def _moved(self, places):
        """Return the places with the row moved whose button was pressed."""
        for place in places:
            for way, step in MOVES.items():
                other = place + step
                if f"{self.name}.{place}.{way}" in self.request.form and 0 <= other < len(places):
                    self.moved = f"{self.name}.{other}.{way}"
                    places[place], places[other] = other, place
                    return places
        return places

    def _is_dropped(self, place):
        """Return whether a row that names a thing was ticked to be taken away."""
        return bool(self.request.form.get(f"{self.name}.{place}.drop"))

    def _posted(self, place):
        form = self.request.form
        typed = {name: form.get(f"{self.name}.{place}.{name}") for name, _cell in self._cells()}
        return {name: value if isinstance(value, str) else "" for name, value in typed.items()}

    def _cells(self):
        return self.field.cells()

    # -- who was first --------------------------------------------------------

    def stands(self):
        """Return the rows that are kept now, as they are typed; none in an add form."""
        if self.ignoreContext:
            return []
        kept = getMultiAdapter((self.context, self.field), IDataManager).query()
        return RowsConverter(self.field, self).toWidgetValue(kept)

    @property
    def seen(self):
        """Return a digest of the rows that the form began with."""
        sent = self.request.form.get(f"{self.name}.seen")
        return sent if isinstance(sent, str) and not self.is_overtaken else _digest(self.stands())

    def check(self, rows):
        """Refuse typed rows where others were kept meanwhile that are not the same."""
        sent = self.request.form.get(f"{self.name}.seen")
        if sent is None or self.ignoreContext:
            return
        stands = self.stands()
        typed = RowsConverter(self.field, self).toWidgetValue(rows)
        if sent != _digest(stands) and typed != stands:
            self.is_overtaken = True
            raise Refused(OVERTAKEN)

    def standing(self):
        """Return what is kept now, a line a row, where somebody else was first."""
        shown = {name for name, cell in self._cells() if not ICarried.providedBy(cell)}
        rows = self.stands() if self.is_overtaken else []
        return [self._line(row, shown) for row in rows]

    def _line(self, row, shown):
        typed = [value for name, value in row.items() if value and name in shown]
        about = [self._about(value) for name, value in row.items() if name not in shown]
        return ", ".join([*(one["title"] for one in about if one), *typed])

    # -- what is shown --------------------------------------------------------

    @property
    def columns(self):
        """Return id and title of each column."""
        return [
            {"id": f"{self.id}-{name}", "title": cell.title}
            for name, cell in self._cells()
            if not ICarried.providedBy(cell)
        ]

    @property
    def rows(self):
        """Return the inputs of each row: those that are filled, then empty ones."""
        filled = [] if self.value in (None, NO_VALUE) else list(self.value)
        rows = [*filled, *[{}] * BLANK][: max(MOST, len(filled))]
        return [self._row(place, row, len(rows)) for place, row in enumerate(rows)]

    def _row(self, place, row, count):
        inputs = [self._input(place, name, cell, row.get(name)) for name, cell in self._cells()]
        carried = [one for one in inputs if one["kind"] == "carried"]
        return {
            "number": place + 1,
            "drop": f"{self.name}.{place}.drop",
            "inputs": [one for one in inputs if one["kind"] != "carried"],
            "carried": carried,
            "about": next(filter(None, (self._about(one["value"]) for one in carried)), None),
            "is_blank": not any(row.values()),
            "moves": self._moves(place, count) if self.field.is_ordered else (),
        }

    def _moves(self, place, count):
        names = {way: f"{self.name}.{place}.{way}" for way in MOVES}
        return [
            {
                "way": way,
                "name": name,
                "is_off": not 0 <= place + MOVES[way] < count,
                "is_next": name == self.moved,
            }
            for way, name in names.items()
        ]

    def _about(self, uid):
        """Return name and address of what a row is about, None where it names nothing seen."""
        brain = uuidToCatalogBrain(uid) if len(uid) == UID_LENGTH else None
        if brain is None:
            return None
        title = title_in(language_of(self.request), brain.Title, brain.title_cy or None)
        return {"title": title, "href": brain.getURL()}

    def _input(self, place, name, cell, value):
        text = _text(value)
        kind = _kind(cell)
        return {
            "name": f"{self.name}.{place}.{name}",
            "id": f"{self.id}-{place}-{name}",
            "label": f"{self.id}-{name}",
            "title": cell.title,
            "kind": kind,
            "value": text,
            "longest": getattr(cell, "max_length", None),
            "options": self._options(cell, text) if kind == "choice" else (),
        }

    def _options(self, cell, chosen):
        terms = cell.bind(self.context).vocabulary
        listed = [
            Option(term.token, term.title or term.token, term.token == chosen) for term in terms
        ]
        known = not chosen or any(one.selected for one in listed)
        # What was chosen once stays, though it can no longer be chosen.
        return listed if known else [*listed, Option(chosen, chosen, True)]


def _kind(cell):
    for kind, interface in KINDS:
        if interface.providedBy(cell):
            return kind
    return "text"


KINDS = (
    ("carried", ICarried),
    ("choice", IChoice),
    ("date", IDate),
    ("number", IInt),
    ("bool", IBool),
    ("line", ITextLine),
)


def _digest(rows):
    """Return what tells one state of the rows from another."""
    return sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:20]


def _text(value):
    """Return a cell's value as a form holds it."""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


@implementer(IDataConverter)
@adapter(IRows, IRowsWidget)
class RowsConverter(BaseDataConverter):
    """Between rows and what is typed."""

    def toWidgetValue(self, value):
        """Return the rows with texts in their cells."""
        return [{name: _text(cell) for name, cell in row.items()} for row in value or ()]

    def toFieldValue(self, value):
        """Return the rows; raises ``Refused`` for the first bad cell, or where others were first."""
        rows = read(self.field, value, self.widget.context)
        self.widget.check(rows)
        return rows


@implementer(IFieldWidget)
@adapter(IRows, IContentLayer)
def rows_widget(field, request):
    """Return the widget of a field of rows."""
    return FieldWidget(field, RowsWidget(request))
