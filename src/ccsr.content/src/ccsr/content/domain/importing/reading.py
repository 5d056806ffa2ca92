"""A register's file becomes rows of values, by a mapping; what cannot be read is listed.

A broken row is left out and named with its line and the reason. A value that a
mapping's table does not know is left alone and remarked on: the rest of its row counts.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.importing import values
from ccsr.content.domain.importing.fields import BY_NAME
from ccsr.content.domain.importing.fields import same_text
from ccsr.content.domain.importing.fields import Value
from ccsr.content.domain.importing.fields import Values
from ccsr.content.domain.importing.mapping import Mapping
from ccsr.content.domain.importing.mapping import Source
from ccsr.content.domain.importing.mapping import written
from ccsr.content.domain.importing.table import BadTable
from ccsr.content.domain.importing.table import Line
from ccsr.content.domain.importing.table import MOST_CHARACTERS
from ccsr.content.domain.importing.table import Table
from ccsr.content.domain.importing.values import filled
from ccsr.content.domain.importing.values import Remarking
from ccsr.content.domain.importing.values import Unreadable
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from zope.i18nmessageid import Message

import re


#: What lies behind a column of a source that the file does not have.
ABSENT = -1
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Row:
    """What a line says of a service; ``withheld`` are the fields that it may not tell."""

    line: int
    key: str
    values: Values
    withheld: frozenset[str] = frozenset()

    def get(self, name: str) -> Value:
        """Return a value, None where it is not said."""
        return self.values.get(name)


@dataclass(frozen=True)
class Remark:
    """What is wrong with a line; ``is_broken`` when the whole line does not count."""

    line: int
    number: str
    message: Message
    is_broken: bool = True
    cells: tuple[str, ...] = ()


@dataclass
class Reading:
    """All that was read; ``seen`` are the numbers the file holds, of rows that count or not."""

    rows: list[Row] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    left_out: int = 0

    @property
    def broken(self) -> list[Remark]:
        """The lines that do not count."""
        return [one for one in self.remarks if one.is_broken]


def read(table: Table, mapping: Mapping) -> Reading:
    """Return the rows of a table; raise BadTable where the mapping does not fit its header."""
    missing = mapping.missing(table.header)
    if missing:
        raise BadTable(filled(NO_COLUMN, column=", ".join(missing), mapping=mapping.title))
    reader = _Reader(table.header, mapping)
    for line in table.lines:
        reader.take(line)
    return reader.reading


class _Reader:
    def __init__(self, header: list[str], mapping: Mapping) -> None:
        self.mapping = mapping
        self.width = len(header)
        self.places = {same_text(name): place for place, name in reversed([*enumerate(header)])}
        self.sources = {
            name: (source, [self._place(names) for names in source.columns])
            for name, source in mapping.columns.items()
        }
        self.lines_of: dict[str, int] = {}
        self.reading = Reading()

    def _place(self, names: Iterable[str]) -> int:
        return next(
            (self.places[same_text(one)] for one in names if same_text(one) in self.places), ABSENT
        )

    def take(self, found: Line) -> None:
        """Read a line, or say what is wrong with it."""
        line, cells = found
        if not self._counts(cells):
            self.reading.left_out += 1
            self._see(cells)
            return
        number = self._number(cells)
        try:
            self.reading.rows.append(self._row(line, cells))
        except Unreadable as error:
            self._see(cells)
            self.reading.remarks.append(Remark(line, number, error.message, cells=tuple(cells)))

    def _counts(self, cells: list[str]) -> bool:
        return all(one.holds(_cell(cells, self._place([one.column]))) for one in self.mapping.rows)

    def _number(self, cells: list[str]) -> str:
        return _cell(cells, self.sources["urn"][1][0])[: values.LONGEST]

    def _see(self, cells: list[str]) -> None:
        # A broken line still shows that the service has not gone.
        if number := self._number(cells):
            self.reading.seen.add(self.mapping.key(number))

    def _row(self, line: int, cells: list[str]) -> Row:
        if len(cells) != self.width and any(one.strip() for one in cells[self.width :]):
            raise Unreadable(filled(TOO_MANY, cells=str(len(cells)), columns=str(self.width)))
        if len(cells) < self.width:
            raise Unreadable(filled(TOO_FEW, cells=str(len(cells)), columns=str(self.width)))
        if any(len(one) > MOST_CHARACTERS for one in cells):
            raise Unreadable(TOO_LONG)
        withheld = self._withheld(cells)
        said: dict[str, Value] = {
            name: self._value(name, source, places, cells, line)
            for name, (source, places) in self.sources.items()
            if name not in withheld
        }
        told = {name: value for name, value in said.items() if value not in (None, ())}
        return self._checked(Row(line, self._key(told), told, withheld))

    def _key(self, told: Values) -> str:
        for name in ("urn", "title"):
            if name not in told:
                raise Unreadable(filled(EMPTY, field=BY_NAME[name].title))
        return self.mapping.key(str(told["urn"]))

    def _checked(self, row: Row) -> Row:
        if row.key in self.lines_of:
            raise Unreadable(filled(TWICE, line=str(self.lines_of[row.key])))
        first, last = row.get("age_from"), row.get("age_to")
        if isinstance(first, int) and isinstance(last, int) and first > last:
            raise Unreadable(AGES)
        self.lines_of[row.key] = row.line
        self.reading.seen.add(row.key)
        return row

    def _withheld(self, cells: list[str]) -> frozenset[str]:
        """Return the fields that this line may not tell, by a word in them or by another column."""
        words = self.mapping.withheld_words
        told = {
            name
            for name, (_source, places) in self.sources.items()
            if words and any(same_text(_cell(cells, place)) in words for place in places)
        }
        for when in self.mapping.withheld_when:
            if when.holds(_cell(cells, self._place([when.column]))):
                told.update(when.fields)
        return frozenset(told - {"urn", "title"})

    def _value(
        self, name: str, source: Source, places: list[int], cells: list[str], line: int
    ) -> Value:
        parts = [_cell(cells, place) for place in places]
        if not any(parts):
            return None
        if not source.values:
            return values.value(name, parts, self.mapping.date_formats, self._remark(line, cells))
        found = source.table.get(written(parts))
        if found is None:
            self._remark(line, cells)(filled(values.UNKNOWN, value=" | ".join(parts)))
        return found or None

    def _remark(self, line: int, cells: list[str]) -> Remarking:
        def remark(message: Message) -> None:
            found = Remark(line, self._number(cells), message, is_broken=False)
            self.reading.remarks.append(found)

        return remark


def _cell(cells: list[str], place: int) -> str:
    return CONTROL.sub("", cells[place]).strip() if 0 <= place < len(cells) else ""


NO_COLUMN = _(
    "read_no_column",
    default="The file has no column “${column}”, which the mapping “${mapping}” reads. "
    "Choose another mapping or make one.",
)
TOO_MANY = _(
    "read_too_many",
    default="Cells in the row: ${cells}; columns: ${columns}. There are too many cells.",
)
TOO_FEW = _(
    "read_too_few",
    default="The row has only ${cells} of ${columns} cells: it may have been cut off.",
)
TOO_LONG = _("read_too_long", default="A cell is longer than any spreadsheet can hold.")
EMPTY = _("read_empty", default="“${field}” is empty.")
TWICE = _("read_twice", default="The same number stands on line ${line} already.")
AGES = _("ages_out_of_order", default="“Age to” is lower than “Age from”.")
