"""The record as CSV, JSON lines and syslog messages (RFC 5424), made line by line."""

from ccsr.content.domain.export import BOM
from ccsr.content.domain.export import csv_lines
from ccsr.policy.domain.record import Line
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import fields

import json
import re
import socket


#: Columns of a CSV: when as a time people read, then the line as it is.
NAMES = tuple(field.name for field in fields(Line) if field.name not in ("number", "time"))
#: “log audit” of RFC 5424, as informational or, where something was refused, as a warning.
FACILITY, INFORMATIONAL, WARNING = 13, 6, 4
WARNINGS = frozenset(
    {"failed", "locked-out", "record-cut", "record-damaged", "refused", "sign-in-failed"}
)
#: The number is the one of RFC 5612 for documentation; it makes the name ours alone.
ELEMENT = "ccsr@32473"
UNSAFE = re.compile(r'(["\\\]])')


def csv(lines: Iterable[Line]) -> Iterator[bytes]:
    """Yield a table with headings; cells are safe in spreadsheets."""
    yield BOM + csv_lines([["number", "time", *NAMES]])
    for line in lines:
        cells = [line.number, line.when.isoformat(), *(getattr(line, name) for name in NAMES)]
        yield csv_lines([cells])


def json_lines(lines: Iterable[Line]) -> Iterator[bytes]:
    """Yield an object a line."""
    for line in lines:
        told = {**vars(line), "time": line.when.isoformat(), "detail": line.details}
        yield json.dumps(told, ensure_ascii=False).encode() + b"\n"


def syslog(lines: Iterable[Line]) -> Iterator[bytes]:
    """Yield a message a line."""
    for line in lines:
        yield message(line).encode() + b"\n"


def message(line: Line) -> str:
    """Return a line as a message of RFC 5424."""
    return f"<{FACILITY * 8 + severity(line)}>{after_priority(line)}"


def severity(line: Line) -> int:
    """Return how much a line matters to whoever watches."""
    return WARNING if line.kind in WARNINGS else INFORMATIONAL


def after_priority(line: Line) -> str:
    """Return the message behind its priority: header, every value by name, and a sentence."""
    named = ((name, getattr(line, name)) for name in ("number", *NAMES))
    values = " ".join(f'{name}="{_safe(str(value))}"' for name, value in named if value != "")
    # Before the text stands the mark of UTF-8, as the RFC wants it.
    text = " ".join(filter(None, (line.who or "-", line.kind, line.path or line.request)))
    when = line.when.isoformat(timespec="microseconds").replace("+00:00", "Z")
    host = socket.gethostname()[:255] or "-"
    return f"1 {when} {host} ccsr - {line.kind[:32]} [{ELEMENT} {values}] \ufeff{text}"


def _safe(value: str) -> str:
    return UNSAFE.sub(r"\\\1", value)


@dataclass(frozen=True)
class Format:
    """How a file of the record is made."""

    suffix: str
    content_type: str
    pieces: Callable[[Iterable[Line]], Iterator[bytes]]


FORMATS = {
    "csv": Format("csv", "text/csv; charset=utf-8", csv),
    "json": Format("jsonl", "application/jsonl; charset=utf-8", json_lines),
    "syslog": Format("log", "text/plain; charset=utf-8", syslog),
}
