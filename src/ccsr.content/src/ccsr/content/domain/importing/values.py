"""What the cells of one field say, as the value that the register holds."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.importing import fields
from ccsr.content.domain.importing.fields import BY_NAME
from ccsr.content.domain.importing.fields import same_text
from ccsr.content.domain.importing.fields import Value
from collections.abc import Callable
from collections.abc import Iterable
from datetime import date
from datetime import datetime
from decimal import Decimal
from decimal import InvalidOperation
from zope.i18nmessageid import Message

import re


Remarking = Callable[[Message], None]

ISO = "%Y-%m-%d"
FIRST_YEAR, LAST_YEAR = 1900, 2199
#: Longer is no name, number or town.
LONGEST = 500


class Unreadable(ValueError):
    """A line that does not count; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def value(name: str, parts: list[str], formats: Iterable[str], remark: Remarking) -> Value:
    """Return what the cells of a field say; raise Unreadable. What is not known is remarked on."""
    field = BY_NAME[name]
    if field.kind == fields.ADDRESS:
        return "\n".join(part for part in parts if part)
    text = " ".join(" ".join(parts).split())
    if field.kind == fields.WHOLE:
        return _whole(field, text)
    if field.kind == fields.DAY:
        return _day(text, formats)
    if field.kind in (fields.TOKEN, fields.TOKENS, fields.AUTHORITY):
        return _known(field, text, remark)
    if len(text) > LONGEST:
        raise Unreadable(filled(LONG, field=field.title))
    return fields.postcode(text) if field.kind == fields.POSTCODE else text


def _whole(field: fields.Field, text: str) -> int:
    try:
        found = Decimal(text)
        # Programs that write tables make 4.0 of 4.
        if found == found.to_integral_value() and 0 <= found <= field.most:
            return int(found)
    except InvalidOperation:
        pass
    raise Unreadable(
        filled(NO_NUMBER, value=text[:60], field=field.title, most=str(field.most))
    ) from None


def _day(text: str, formats: Iterable[str]) -> date:
    # Of a workbook, days come as ISO has them, whatever the source writes.
    for pattern in (*formats, ISO):
        try:
            found = datetime.strptime(text, pattern).date()
        except ValueError:
            continue
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
    raise Unreadable(filled(NO_DAY, value=text[:60]))


def _known(field: fields.Field, text: str, remark: Remarking) -> Value:
    if field.kind == fields.AUTHORITY:
        found = fields.authority(text)
        if found is None:
            remark(filled(NO_AUTHORITY, value=text[:60]))
        return found
    if field.kind == fields.TOKEN:
        if same_text(text) not in field.known:
            remark(filled(UNKNOWN, value=text[:60]))
        return field.known.get(same_text(text))
    parts = [part.strip() for part in re.split(r"[;|]", text) if part.strip()]
    for part in parts:
        if same_text(part) not in field.known:
            remark(filled(UNKNOWN, value=part[:60]))
    return tuple(field.known[same_text(part)] for part in parts if same_text(part) in field.known)


def filled(message: Message, **mapping: str) -> Message:
    """Return a message with what it speaks of."""
    return Message(message, mapping=mapping)


UNKNOWN = _("read_unknown", default="“${value}” is not known to the mapping, so it was left alone.")
LONG = _("read_long", default="“${field}” is too long.")
NO_NUMBER = _(
    "read_no_number", default="“${value}” is not a whole number from 0 to ${most} (${field})."
)
NO_DAY = _("read_no_day", default="“${value}” is not a date as this mapping writes them.")
NO_AUTHORITY = _(
    "read_no_authority",
    default="“${value}” is not an authority of Wales, so the authority was left alone.",
)
