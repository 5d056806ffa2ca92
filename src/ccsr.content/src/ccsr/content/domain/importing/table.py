"""The table in a register's file, CSV or XLSX, as rows of text with their line numbers.

A CSV may be UTF-8 with or without its mark, or Windows' Latin-1; its cells are
parted by ``,`` ``;`` or tabs. A workbook is opened in a process of its own with
limits of memory and time (``workbook``); its first sheet with rows counts.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.importing import workbook
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from zope.i18nmessageid import Message

import csv
import re


#: Bytes of a file; rows and columns of a table; characters of a cell.
MOST_BYTES = 20_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 500
MOST_CHARACTERS = 32_767

MARK = b"\xef\xbb\xbf"
ZIP = b"PK\x03\x04"
DELIMITERS = (",", ";", "\t")
#: Beginnings of what is no table, whatever its name says.
NO_TABLE = (b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x7fELF", b"\xff\xfe", b"\xfe\xff")

Line = tuple[int, list[str]]


class BadTable(ValueError):
    """A file that is no table which can be read; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Table:
    """A header and what is below it: the line in the file and its cells."""

    header: list[str]
    lines: list[Line]


#: The name of a file often says of which day it is.
DAY = re.compile(r"(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?([0-2]\d|3[01])(?!\d)")


def day_in(name: str, today: date) -> date:
    """Return the day that the name of a file says, today where it says none that has come."""
    found = DAY.search(name)
    try:
        day = date(*map(int, found.groups())) if found else today
    except ValueError:
        return today
    return min(day, today)


def table(data: bytes) -> Table:
    """Return the table that a file holds; raise BadTable."""
    if not data.strip():
        raise BadTable(EMPTY)
    if len(data) > MOST_BYTES:
        raise BadTable(_filled(TOO_LARGE, most=str(MOST_BYTES // 1_000_000)))
    lines = _workbook(data) if data.startswith(ZIP) else _csv(data)
    filled = [(line, cells) for line, cells in lines if any(cell.strip() for cell in cells)]
    if not filled:
        raise BadTable(EMPTY)
    header = [cell.strip() for cell in _trimmed(filled[0][1])]
    if len(header) > MOST_COLUMNS:
        raise BadTable(_filled(TOO_WIDE, most=str(MOST_COLUMNS)))
    return Table(header, filled[1:])


def _workbook(data: bytes) -> list[Line]:
    found = workbook.lines(data, MOST_ROWS)
    if isinstance(found, str):
        raise BadTable(_filled(WORKBOOK[found], most=str(MOST_ROWS)))
    return found


def _csv(data: bytes) -> list[Line]:
    if data.startswith(NO_TABLE) or b"\0" in data:
        raise BadTable(NOT_A_TABLE)
    text = _text(data)
    found = []
    try:
        for line in _lines(text, _delimiter(text)):
            found.append(line)
            if len(found) > MOST_ROWS + 1:
                raise BadTable(_filled(TOO_LONG, most=str(MOST_ROWS)))
    except csv.Error as error:
        raise BadTable(NOT_A_TABLE) from error
    return found


def _text(data: bytes) -> str:
    try:
        return data.removeprefix(MARK).decode("utf-8")
    except UnicodeDecodeError:
        # What Windows calls Latin-1 has dashes and quotes where the standard has nothing.
        return data.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """Return what parts the cells of the first line into most."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign))))


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    for cells in reader:
        yield before + 1, cells
        before = reader.line_num


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _filled(message: Message, **mapping: str) -> Message:
    return Message(message, mapping=mapping)


EMPTY = _("table_empty", default="The file holds no rows.")
TOO_LARGE = _("table_too_large", default="The file is larger than ${most} MB.")
TOO_WIDE = _("table_too_wide", default="The table has more than ${most} columns.")
TOO_LONG = _("table_too_long", default="The table has more than ${most} rows. Send it in parts.")
NOT_A_TABLE = _("table_not_a_table", default="This is no table. Save it as CSV (UTF-8) or as XLSX.")
#: By the name of the rule that ``workbook`` gives.
WORKBOOK = {
    "damaged": _(
        "table_damaged", default="The workbook cannot be opened. Save it as XLSX once more."
    ),
    "heavy": _(
        "table_heavy",
        default="The workbook is too large when it is unpacked. Save the sheet as CSV.",
    ),
    "macros": _("table_macros", default="The workbook holds macros. Save it as XLSX without them."),
    "empty": EMPTY,
    "long": TOO_LONG,
}
