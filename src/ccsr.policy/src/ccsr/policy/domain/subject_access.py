"""What is held of one account, as sections of rows, and how they are written into files.

Nobody else is named: what another account did to this one says so, not whose it is.
"""

from __future__ import annotations

from ccsr.content.domain import export
from ccsr.policy import _
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape
from zope.i18nmessageid import Message

import json


Cell = str | int | date | None
Say = Callable[[Message], str]

SOMEBODY_ELSE = _("subject_somebody_else", default="another account")
NOTHING = _("subject_nothing", default="Nothing is held.")
FOR = _("subject_for", default="What the portal holds of the account ${account}, on ${day}")
SECRETS = _(
    "subject_secrets",
    default="Not in it, since nobody can read them: the hash of the password, the secret of the "
    "second factor, and recovery codes. Other people are not named.",
)
FILES = _("subject_files", default="The same as tables for a spreadsheet, and for programs:")


@dataclass(frozen=True)
class Section:
    """Rows of one kind; ``columns`` are name and title of each cell."""

    id: str
    title: Message
    columns: tuple[tuple[str, Message], ...]
    rows: list[tuple[Cell, ...]]


def as_csv(section: Section, say: Say) -> bytes:
    """Return a section as a table whose cells are no formulas."""
    titles = [say(title) for _name, title in section.columns]
    return export.BOM + export.csv_lines([titles, *section.rows])


def as_json(account: str, day: date, sections: list[Section]) -> bytes:
    """Return all sections for a program."""
    held: dict[str, object] = {"account": account, "made": day.isoformat()}
    for one in sections:
        names = [name for name, _title in one.columns]
        held[one.id] = [dict(zip(names, row, strict=True)) for row in one.rows]
    return json.dumps(held, ensure_ascii=False, indent=1, default=str).encode()


def as_html(account: str, day: str, sections: list[Section], say: Say, language: str) -> bytes:
    """Return all sections as a page to read and to print."""
    heading = escape(say(Message(FOR, mapping={"account": account, "day": day})))
    files = ", ".join(
        f'<a href="{name}">{name}</a>'
        for name in ("data.json", *(f"{language}/{one.id}.csv" for one in sections))
    )
    body = "".join(_section(one, say) for one in sections)
    page = (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{heading}</title><style>{STYLE}</style></head><body><h1>{heading}</h1>"
        f"<p>{escape(say(SECRETS))}</p><p>{escape(say(FILES))} {files}</p>{body}</body></html>"
    )
    return page.encode("utf-8", "replace")


STYLE = (
    "body{font-family:sans-serif;margin:2em;max-width:70em}table{border-collapse:collapse}"
    "th,td{border:1px solid #999;padding:.3em .5em;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere}"
)


def _section(section: Section, say: Say) -> str:
    title = f"<h2>{escape(say(section.title))}</h2>"
    if not section.rows:
        return f"{title}<p>{escape(say(NOTHING))}</p>"
    heads = "".join(f'<th scope="col">{escape(say(one))}</th>' for _name, one in section.columns)
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in section.rows)
    return f"{title}<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(cell: Cell) -> str:
    return f"<td>{'' if cell is None else escape(str(cell))}</td>"
