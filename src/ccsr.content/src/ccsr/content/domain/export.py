"""What an export of a result list holds, and how its cells are written.

A cell is a text, a whole number, a day or nothing. A CSV is a table and no
more, so that programs read it; its texts are made harmless for the spreadsheets
that would take some of them for formulas (OWASP, “CSV Injection”).
"""

from __future__ import annotations

from ccsr.content import _
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import StringIO
from urllib.parse import quote
from zope.i18nmessageid import Message

import csv
import re
import unicodedata


Cell = str | int | date | None

FORMATS = ("csv", "xlsx")
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

#: Without it Excel reads UTF-8 as something else, and ŵ as two signs.
BOM = "\ufeff".encode()


@dataclass(frozen=True)
class Column:
    """A column; ``width`` in characters is for sheets that have widths."""

    name: str
    title: Message
    width: int


STATE = Column("state", _("export_state", default="State"), 12)
ADDRESS = Column("address", _("export_address", default="Address of the page"), 60)

COLUMNS = (
    Column("title", _("export_title", default="Title"), 50),
    Column("title_cy", _("export_title_cy", default="Welsh title"), 30),
    Column("kind", _("export_kind", default="Kind"), 20),
    Column("service", _("export_service", default="Service"), 30),
    Column("provider", _("export_provider", default="Provider"), 30),
    Column("local_authority", _("export_local_authority", default="Local authority"), 22),
    Column("region", _("export_region", default="Region"), 18),
    Column("service_type", _("export_service_type", default="Type of service"), 24),
    Column("status", _("export_status", default="Registration status"), 18),
    Column("urn", _("export_urn", default="URN"), 16),
    Column("date", _("export_date", default="Date"), 12),
    Column("framework", _("export_framework", default="Framework"), 30),
    Column("judgements", _("export_judgements", default="Judgements"), 60),
    Column("places", _("export_places", default="Places"), 8),
    Column("age_from", _("export_age_from", default="Age from"), 8),
    Column("age_to", _("export_age_to", default="Age to"), 8),
)

JUDGEMENT = _("export_judgement", default="${theme}: ${grade}")
BETWEEN_JUDGEMENTS = "; "

STATES = {
    "draft": _("state_draft", default="Draft"),
    "shared": _("state_shared", default="Shared"),
    "concealed": _("state_concealed", default="Concealed"),
}


def columns(with_states: bool) -> tuple[Column, ...]:
    """Return the columns of an export; the state is for those who see more than one."""
    return (*COLUMNS, STATE, ADDRESS) if with_states else (*COLUMNS, ADDRESS)


#: What a spreadsheet may take for the start of a formula: at the start of a cell,
#: or behind what it may take for the end of one.
START = re.compile(r"(^|[;\t\r\n])([\s\u200b-\u200f\u2060\ufeff]*)(?=(.))", re.DOTALL)
SIGNS = frozenset("=+-@−")


def harmless(text: str) -> str:
    """Return text that no spreadsheet reads as a formula: with an apostrophe before one."""
    marked = START.sub(_with_apostrophe, text.replace("\0", ""))
    return f"'{marked}" if marked.startswith(("\t", "\r", "\n")) else marked


def _with_apostrophe(found: re.Match[str]) -> str:
    before, blank, sign = found.groups()
    # Full-width and small forms are turned into the plain sign by some programs.
    mark = "'" if unicodedata.normalize("NFKC", sign) in SIGNS else ""
    return f"{before}{mark}{blank}"


def csv_lines(rows: Iterable[Iterable[Cell]]) -> bytes:
    """Return rows as lines of a CSV, UTF-8."""
    written = StringIO(newline="")
    csv.writer(written).writerows([_written(cell) for cell in row] for row in rows)
    # Half of a surrogate pair, which a form may send, has no UTF-8.
    return written.getvalue().encode("utf-8", "replace")


def _written(cell: Cell) -> str | int:
    if isinstance(cell, date):
        return cell.isoformat()
    return harmless(cell) if isinstance(cell, str) else "" if cell is None else cell


def disposition(name: str) -> str:
    """Return the header that has an answer saved as a file of this name (RFC 6266)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r'["\\\x00-\x1f\x7f]', "", plain)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
