"""Reading the metadata of a batch of files: which document each row asks for.

Two kinds of table are read. One uses the portal's own field names beside
``file``, ``service`` (URN or name) and ``type`` (portal type). The other is
that of a public parser of Ofsted's reports (``subject``, ``published``,
``framework`` …), with values such as ``requires improvement`` and
``not_reported_post_reform``.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.config import frameworks
from ccsr.content.domain.matching import fold
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from typing import Any
from zope.i18nmessageid import Message


Row = Mapping[str, str]

#: ILACS inspections from this day on give no overall grade.
ILACS_REFORM = date(2026, 4, 1)
#: Columns that only the public parser's table has together.
PARSER_COLUMNS = frozenset({"subject", "published"})
#: Columns of the portal's own table that are no fields.
OWN_COLUMNS = frozenset({"file", "service", "type"})
#: What a person declares of one document, having read it (protocol 6.2).
DECLARATION = "shareable_declared"
DEFAULT_TYPE = "InspectionReport"
DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y")
YES = frozenset({"yes", "true", "1", "y"})
NO = frozenset({"no", "false", "0", "n"})
SMALL_WORDS = frozenset({"and", "of", "on", "the", "upon", "with"})


class Refused(ValueError):
    """A row or its file that cannot be taken: the rule's name and a sentence."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message


@dataclass(frozen=True)
class Holder:
    """The service that a document belongs to, by URN, by name or by path.

    ``provider`` is the name of the one that is created with the service where
    neither is there; None where a table cannot say enough to create them.
    """

    urn: str = ""
    title: str = ""
    path: str = ""
    provider: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing says which service it is."""
        return not (self.urn or self.title or self.path)

    def matches(self, title: str, title_cy: str | None) -> bool:
        """Return whether a service of this name is meant; case and accents are no matter."""
        names = {_same(title), _same(title_cy or "")} - {""}
        return _same(self.title) in names

    def __str__(self) -> str:
        """Return what a refusal calls it."""
        return self.title or self.urn or self.path


@dataclass(frozen=True)
class Intake:
    """One document as its row asks for it; text in ``fields`` is read by the field."""

    portal_type: str
    holder: Holder
    fields: dict[str, Any] = field(default_factory=dict)


def read_row(row: Row, today: date) -> Intake:
    """Return the document that a row of either table asks for; raise Refused."""
    if row.keys() >= PARSER_COLUMNS:
        return _parser_row(row, today)
    return _own_row(row)


def file_name(name: str) -> str:
    """Return the name of a file in the folder; raise Refused for a path."""
    name = name.strip()
    if not name or name in (".", "..") or "/" in name or "\\" in name:
        raise Refused("file", _filled(BAD_NAME, name=name))
    return name


# The portal's own table


def _own_row(row: Row) -> Intake:
    filled = {
        name: value.strip() for name, value in row.items() if name and value and value.strip()
    }
    service = filled.get("service", "")
    if DECLARATION in filled:
        raise Refused("declaration", _filled(NOT_BY_TABLE, column=DECLARATION))
    fields = own_fields({name: filled[name] for name in filled.keys() - OWN_COLUMNS})
    return Intake(filled.get("type", DEFAULT_TYPE), Holder(urn=service, title=service), fields)


def own_fields(texts: Row) -> dict[str, Any]:
    """Return fields as the portal's own table has them: text, but for the judgements."""
    fields: dict[str, Any] = dict(texts)
    if "judgements" in fields:
        fields["judgements"] = read_judgements(fields["judgements"])
    return fields


def read_judgements(text: str) -> list[dict[str, str]]:
    """Return judgements written as ``theme=grade|theme=grade``."""
    rows = [part.partition("=") for part in text.split("|") if part.strip()]
    return [{"theme": theme.strip(), "grade": grade.strip()} for theme, _equals, grade in rows]


def read_date(text: str) -> date:
    """Return a day written as 2026-05-21 or 21/05/2026; raise Refused."""
    for pattern in DATE_FORMATS:
        try:
            return datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    raise Refused("date", _filled(BAD_DATE, value=text))


def read_bool(text: str) -> bool:
    """Return yes or no; raise Refused."""
    word = text.strip().casefold()
    if word not in YES | NO:
        raise Refused("bool", _filled(BAD_BOOL, value=text))
    return word in YES


def read_int(text: str) -> int:
    """Return a whole number; raise Refused."""
    try:
        return int(text)
    except ValueError:
        raise Refused("int", _filled(BAD_INT, value=text)) from None


def read_list(text: str) -> list[str]:
    """Return values that stand between bars."""
    return [part.strip() for part in text.split("|") if part.strip()]


# The public parser's table


def _parser_row(row: Row, today: date) -> Intake:
    """Return an inspection report, declared by nobody yet and received today.

    The portal knows annual and further inspections. ILACS, standard or short,
    is the regular one, so it counts as ``annual``; area SEND comes beside it
    and counts as ``further``. Area SEND rows have no inspection dates, and the
    draft says so.
    """
    issued = read_date(row["published"])
    send = "send" in row.get("kind", "").casefold()
    first = _date_or_none(row.get("inspection_start"))
    framework = _framework(send, first or issued)
    fields = {
        "inspectorate": frameworks.BY_TOKEN[framework].inspectorate,
        "framework": framework,
        "inspection_kind": "further" if send else "annual",
        "announced": False,
        "inspected_from": first,
        "inspected_to": _date_or_none(row.get("inspection_end")),
        "issued": issued,
        "received": today,
        "inspector": (row.get("inspector") or "").strip() or None,
        "judgements": _stated_grades(row, framework),
    }
    return Intake("InspectionReport", _authority(row), fields)


def _framework(send: bool, day: date) -> str:
    """Return the framework that was in force when the inspection began.

    A report of January that is published in May still gives an overall grade.
    """
    if send:
        return "ofsted_area_send"
    return "ofsted_ilacs" if day < ILACS_REFORM else "ofsted_ilacs_2026"


def _date_or_none(text: str | None) -> date | None:
    return read_date(text) if text and text.strip() else None


def _stated_grades(row: Row, framework: str) -> list[dict[str, str]]:
    """Return the grades that the report gives; what stands for "none" is on no scale."""
    scale = frameworks.BY_TOKEN[framework]
    grades = {term.token for term in scale.grades}
    stated = {theme.token: _token(row.get(theme.token)) for theme in scale.themes}
    return [{"theme": theme, "grade": grade} for theme, grade in stated.items() if grade in grades]


def _token(text: str | None) -> str:
    return (text or "").strip().casefold().replace(" ", "_")


def _authority(row: Row) -> Holder:
    name = title_case(row["subject"])
    if not name:
        raise Refused("subject", NO_SUBJECT)
    return Holder(
        urn=(row.get("urn") or "").strip(), title=f"{name} children's services", provider=name
    )


def title_case(name: str) -> str:
    """Return ``north east lincolnshire`` as a name is written."""
    words = name.split()
    return " ".join(
        word if place and word in SMALL_WORDS else word.capitalize()
        for place, word in enumerate(words)
    )


def _same(name: str) -> str:
    return " ".join(fold(name).split())


def _filled(message: Message, **mapping: str) -> Message:
    return Message(message, mapping=mapping)


BAD_NAME = _("intake_bad_name", default="“${name}” is not the name of a file in the folder.")
BAD_DATE = _("intake_bad_date", default="“${value}” is not a date such as 2026-05-21.")
BAD_BOOL = _("intake_bad_bool", default="“${value}” is neither yes nor no.")
BAD_INT = _("intake_bad_int", default="“${value}” is not a whole number.")
NOT_BY_TABLE = _(
    "intake_declaration",
    default="“${column}” is not taken from a table: an officer declares it of each document, "
    "having read it. Leave the column out.",
)
NO_SUBJECT = _("intake_no_subject", default="The row does not say which authority it is about.")
