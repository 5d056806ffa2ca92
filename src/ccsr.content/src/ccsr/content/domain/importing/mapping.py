"""Mappings: which column of a register's file says what.

A mapping is a JSON object, shipped in ``config/mappings`` or kept by the site.
Its keys are in docs/reference/mappings.rst; ``read`` refuses what does not fit.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.importing.fields import BY_NAME
from ccsr.content.domain.importing.fields import same_text
from ccsr.content.domain.importing.patterns import LONGEST_NUMBER
from ccsr.content.domain.naming import bare_number
from ccsr.content.domain.naming import title_in
from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from typing import Any
from zope.i18nmessageid import Message

import re


ID = re.compile(r"[a-z][a-z0-9-]{0,39}\Z")
KEYS = frozenset(
    [
        "id",
        "title",
        "title_cy",
        "numbers",
        "same_number",
        "date_formats",
        "columns",
        "new",
        "withheld",
        "withheld_when",
        "rows",
        "silent",
    ]
)
REQUIRED = ("urn", "title")
DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y")


class BadMapping(ValueError):
    """A mapping that cannot be used; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Source:
    """Where a field comes from.

    ``columns`` are joined in their order; each is a tuple of the names it may have.
    ``values`` maps what is written there, joined by ``|``, to a token; '' is "not said".
    """

    columns: tuple[tuple[str, ...], ...]
    values: tuple[tuple[str, str], ...] = ()

    @cached_property
    def table(self) -> dict[str, str]:
        """The values by how they are compared."""
        return {written(key.split("|")): value for key, value in self.values}


@dataclass(frozen=True)
class When:
    """Rows in which a column has one of some values."""

    column: str
    values: tuple[str, ...]
    fields: tuple[str, ...] = ()

    def holds(self, text: str) -> bool:
        """Return whether it has."""
        return same_text(text) in {same_text(one) for one in self.values}


@dataclass(frozen=True)
class Mapping:
    """A named way to read a file."""

    id: str
    title: str
    columns: dict[str, Source]
    numbers: str = ""
    same_number: str = ""
    date_formats: tuple[str, ...] = DATE_FORMATS
    new: dict[str, str] = field(default_factory=dict)
    withheld: tuple[str, ...] = ()
    withheld_when: tuple[When, ...] = ()
    rows: tuple[When, ...] = ()
    silent: tuple[str, ...] = ()
    title_cy: str = ""
    raw: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def title_for(self, language: str | None) -> str:
        """Return the Welsh name to a Welsh reader where there is one."""
        return title_in(language, self.title, self.title_cy)

    @cached_property
    def withheld_words(self) -> frozenset[str]:
        """What stands in a cell for "not told"."""
        return frozenset(same_text(one) for one in self.withheld)

    def key(self, number: str) -> str:
        """Return a number as it is compared, without what its different forms differ in."""
        found = None
        if self.same_number and len(number) <= LONGEST_NUMBER:
            found = re.search(self.same_number, number, re.IGNORECASE)
        return f"{self.id}:{found[1]}" if found else bare_number(number)

    def is_own(self, number: str) -> bool:
        """Return whether a number is one of this source's."""
        if not self.numbers or len(number) > LONGEST_NUMBER:
            return False
        return bool(re.fullmatch(self.numbers, number.strip(), re.IGNORECASE))

    def missing(self, header: Iterable[str]) -> list[str]:
        """Return the columns without which no row can be read and which a header lacks."""
        there = {same_text(one) for one in header}
        needed = [names for name in REQUIRED for names in self.columns[name].columns]
        needed += [(one.column,) for one in self.rows]
        return [names[0] for names in needed if not there & {same_text(one) for one in names}]

    def unread(self, header: Sequence[str]) -> list[str]:
        """Return the columns of a header that the mapping does not read, as they stand there."""
        asked = {
            one for source in self.columns.values() for names in source.columns for one in names
        }
        asked |= {one.column for one in (*self.rows, *self.withheld_when)}
        known = {same_text(one) for one in asked}
        return [one for one in header if one.strip() and same_text(one) not in known]

    def reads(self, header: Sequence[str]) -> int:
        """Return how many columns of a header it reads, 0 where it can read no row."""
        if self.missing(header):
            return 0
        return sum(1 for one in header if one.strip()) - len(self.unread(header))


def written(parts: Iterable[str]) -> str:
    """Return the cells of several columns as a value table has them."""
    return "|".join(same_text(part) for part in parts)


def fitting(mappings: Iterable[Mapping], header: Sequence[str]) -> Mapping | None:
    """Return the mapping that reads the most of a header; None where none does."""
    ranked = sorted(mappings, key=lambda one: (-one.reads(header), one.id))
    return ranked[0] if ranked and ranked[0].reads(header) else None


# -- reading ----------------------------------------------------------------


def read(raw: Any) -> Mapping:
    """Return the mapping that an object of JSON is; raise BadMapping."""
    if not isinstance(raw, dict):
        raise BadMapping(NO_OBJECT)
    for key in raw.keys() - KEYS:
        raise BadMapping(filled(UNKNOWN_KEY, key=str(key)))
    id, title = raw.get("id"), raw.get("title")
    if not (isinstance(id, str) and ID.match(id)):
        raise BadMapping(BAD_ID)
    if not (isinstance(title, str) and title.strip()):
        raise BadMapping(NO_TITLE)
    columns = {_field(name): _source(name, one) for name, one in _object(raw, "columns").items()}
    for name in REQUIRED:
        if name not in columns:
            raise BadMapping(filled(NOT_MAPPED, field=name))
    return Mapping(
        id=id,
        title=title.strip(),
        columns=columns,
        numbers=_pattern(raw, "numbers"),
        same_number=_pattern(raw, "same_number", groups=1),
        date_formats=_texts(raw, "date_formats") or DATE_FORMATS,
        new={_field(name): _token(name, one) for name, one in _object(raw, "new").items()},
        withheld=_texts(raw, "withheld"),
        withheld_when=_conditions(raw, "withheld_when"),
        rows=_conditions(raw, "rows"),
        silent=tuple(_field(name) for name in _texts(raw, "silent")),
        title_cy=_text(raw, "title_cy"),
        raw=raw,
    )


def _source(name: str, raw: Any) -> Source:
    given = {"columns": raw} if isinstance(raw, (str, list)) else raw
    if not isinstance(given, dict) or given.keys() - {"columns", "values"}:
        raise BadMapping(filled(BAD_COLUMNS, field=name))
    columns = given.get("columns")
    columns = [columns] if isinstance(columns, str) else columns
    if not (isinstance(columns, list) and columns):
        raise BadMapping(filled(BAD_COLUMNS, field=name))
    values = given.get("values", {})
    if not isinstance(values, dict):
        raise BadMapping(filled(BAD_COLUMNS, field=name))
    return Source(
        tuple(_names(name, one) for one in columns),
        tuple((str(key), _token(name, value)) for key, value in values.items()),
    )


def _names(field: str, raw: Any) -> tuple[str, ...]:
    names = tuple(raw) if isinstance(raw, list) else (raw,)
    if not names or not all(isinstance(one, str) and one.strip() for one in names):
        raise BadMapping(filled(BAD_COLUMNS, field=field))
    return names


def _token(name: str, value: Any) -> str:
    found = BY_NAME[_field(name)]
    tokens = {term.token for term in found.terms}
    if not isinstance(value, str) or (tokens and value and value not in tokens):
        raise BadMapping(filled(BAD_TOKEN, value=str(value), field=name))
    return value


def _field(name: str) -> str:
    if name not in BY_NAME:
        raise BadMapping(filled(UNKNOWN_FIELD, field=str(name)))
    return name


def _object(raw: AnyMapping[str, Any], key: str) -> dict[str, Any]:
    found = raw.get(key, {})
    if not isinstance(found, dict):
        raise BadMapping(filled(BAD_KEY, key=key))
    return found


def _texts(raw: AnyMapping[str, Any], key: str) -> tuple[str, ...]:
    found = raw.get(key, [])
    if not (isinstance(found, list) and all(isinstance(one, str) for one in found)):
        raise BadMapping(filled(BAD_KEY, key=key))
    return tuple(found)


def _text(raw: AnyMapping[str, Any], key: str) -> str:
    found = raw.get(key, "")
    if not isinstance(found, str):
        raise BadMapping(filled(BAD_KEY, key=key))
    return found.strip()


def _pattern(raw: AnyMapping[str, Any], key: str, groups: int = 0) -> str:
    found = raw.get(key, "")
    try:
        if not isinstance(found, str) or len(found) > 200:
            raise BadMapping(filled(BAD_KEY, key=key))
        if found and re.compile(found).groups < groups:
            raise BadMapping(filled(BAD_KEY, key=key))
    except re.error as error:
        raise BadMapping(filled(BAD_KEY, key=key)) from error
    return found


def _conditions(raw: AnyMapping[str, Any], key: str) -> tuple[When, ...]:
    found = raw.get(key, [])
    if not (isinstance(found, list) and all(isinstance(one, dict) for one in found)):
        raise BadMapping(filled(BAD_KEY, key=key))
    for one in found:
        if not isinstance(one.get("column"), str) or one.keys() - {"column", "values", "fields"}:
            raise BadMapping(filled(BAD_KEY, key=key))
    return tuple(
        When(
            one["column"],
            _texts(one, "values"),
            tuple(_field(name) for name in _texts(one, "fields")),
        )
        for one in found
    )


def filled(message: Message, **mapping: str) -> Message:
    """Return a message with what it speaks of."""
    return Message(message, mapping=mapping)


NO_OBJECT = _("mapping_no_object", default="This is no mapping: a JSON object is expected.")
UNKNOWN_KEY = _("mapping_unknown_key", default="A mapping has no “${key}”.")
BAD_ID = _(
    "mapping_bad_id",
    default="The short name starts with a letter and has small letters, digits and dashes only, "
    "40 at the most.",
)
NO_TITLE = _("mapping_no_title", default="Give the mapping a name.")
NOT_MAPPED = _("mapping_not_mapped", default="Say which column holds “${field}”.")
BAD_COLUMNS = _("mapping_bad_columns", default="The columns of “${field}” cannot be read.")
BAD_TOKEN = _("mapping_bad_token", default="“${value}” is no value of “${field}”.")
UNKNOWN_FIELD = _("mapping_unknown_field", default="“${field}” is no field of the register.")
BAD_KEY = _("mapping_bad_key", default="“${key}” of the mapping cannot be read.")
