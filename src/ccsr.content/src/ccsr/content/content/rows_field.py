"""A field of rows, each with the same columns: revisions, attendance, matters agreed.

The columns are the fields of a schema. Values are lists of dicts with every column,
``None`` where a cell is empty; REST gives and takes the same as JSON. A row that is
empty throughout is no row.
"""

from ccsr.content import _
from ccsr.content.content.invariants import Refused
from collections.abc import Mapping
from datetime import date
from typing import Any
from zope import schema
from zope.i18nmessageid import Message
from zope.interface import Attribute
from zope.interface import implementer
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IInt
from zope.schema.interfaces import IList
from zope.schema.interfaces import ITextLine
from zope.schema.interfaces import ValidationError


#: No list of a meeting or a protocol is longer; a form of more rows is no form.
MOST = 200

NOT_ROWS = _("rows_not_rows", default="This takes a list of rows, each with named columns.")
TOO_MANY = _("rows_too_many", default="There are more rows than ${most}.")
UNKNOWN = _("rows_unknown_column", default="Row ${row}: “${column}” is no column of this list.")
MISSING = _("rows_missing", default="Row ${row}: “${column}” is missing.")
NO_DATE = _("rows_no_date", default="Row ${row}: “${value}” in “${column}” is no date.")
NO_NUMBER = _("rows_no_number", default="Row ${row}: “${value}” in “${column}” is no number.")
NO_CHOICE = _("rows_no_choice", default="Row ${row}: “${value}” cannot be chosen as “${column}”.")
TOO_LONG = _("rows_too_long", default="Row ${row}: “${column}” is longer than ${most} signs.")
BAD_CELL = _("rows_bad_cell", default="Row ${row}, “${column}”: ${problem}")


class IRows(IList):
    """A list of rows; widget and deserializer are registered for this."""

    columns = Attribute("schema of a row")
    is_ordered = Attribute("whether the widget moves rows up and down")


class ICarried(ITextLine):
    """A cell that a program fills; the widget carries it along."""


@implementer(ICarried)
class Carried(schema.TextLine):
    """The UID of a thing, or another word of a program's: shown by its title, never typed."""


@implementer(IRows)
class Rows(schema.List):
    """A list of rows whose columns are the fields of the schema ``columns``."""

    def __init__(self, columns: Any = None, is_ordered: bool = False, **values: Any) -> None:
        self.columns = columns
        self.is_ordered = is_ordered
        values.setdefault("missing_value", [])
        values.setdefault("defaultFactory", list)
        row = schema.Dict(key_type=schema.TextLine(), value_type=schema.Text(required=False))
        super().__init__(value_type=row, **values)

    def cells(self) -> list[tuple[str, Any]]:
        """Return name and field of each column, in order."""
        return list(getFieldsInOrder(self.columns))

    def _validate(self, value: Any) -> None:
        read(self, value, self.context)
        if self.required and not value:
            raise schema.interfaces.RequiredMissing(self.__name__)


def read(field: Rows, given: Any, context: Any) -> list[dict[str, Any]]:
    """Return rows from what a form or a service gave; raise ``Refused`` with one sentence."""
    if not isinstance(given, (list, tuple)) or not all(isinstance(one, Mapping) for one in given):
        raise Refused(NOT_ROWS)
    if len(given) > MOST:
        raise Refused(Message(TOO_MANY, mapping={"most": str(MOST)}))
    numbered = [(place, one) for place, one in enumerate(given, 1) if not is_empty(one)]
    return [_row(field, one, place, context) for place, one in numbered]


def is_empty(row: Mapping[str, Any]) -> bool:
    """Return whether nothing stands in a row; a box that is not ticked is nothing."""
    return not any(
        value.strip() if isinstance(value, str) else value not in (None, False)
        for value in row.values()
    )


def _row(field: Rows, given: Mapping[str, Any], place: int, context: Any) -> dict[str, Any]:
    cells = field.cells()
    for name in given:
        if name not in field.columns:
            raise _refused(UNKNOWN, place, str(name))
    return {name: _cell(cell, given.get(name), place, context) for name, cell in cells}


def _cell(cell: Any, given: Any, place: int, context: Any) -> Any:
    value = _value(cell, given, place, context)
    if value is None:
        if cell.required and not IBool.providedBy(cell):
            raise _refused(MISSING, place, cell.title)
        return None
    _check(cell, value, place, context)
    return value


def _check(cell: Any, value: Any, place: int, context: Any) -> None:
    longest = getattr(cell, "max_length", None)
    if longest and isinstance(value, str) and len(value) > longest:
        raise _refused(TOO_LONG, place, cell.title, most=str(longest))
    try:
        cell.bind(context).validate(value)
    except ValidationError as error:
        raise _refused(BAD_CELL, place, cell.title, problem=error.doc()) from error


def _value(cell: Any, given: Any, place: int, context: Any) -> Any:
    """Return the value of a cell, None for an empty one."""
    if isinstance(given, str):
        given = " ".join(given.split()) if _is_line(cell) else given.strip()
    if given in (None, ""):
        return None
    if IDate.providedBy(cell):
        return _date(cell, given, place)
    if IChoice.providedBy(cell):
        return _choice(cell, given, place, context)
    if IInt.providedBy(cell):
        return _number(cell, given, place)
    return bool(given) if IBool.providedBy(cell) else given


def _is_line(cell: Any) -> bool:
    return ITextLine.providedBy(cell)


def _date(cell: Any, given: Any, place: int) -> date:
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise _refused(NO_DATE, place, cell.title, value=str(given)) from None


def _number(cell: Any, given: Any, place: int) -> int:
    try:
        return int(given)
    except (TypeError, ValueError):
        raise _refused(NO_NUMBER, place, cell.title, value=str(given)) from None


def _choice(cell: Any, given: Any, place: int, context: Any) -> Any:
    token = given.get("token") if isinstance(given, Mapping) else given
    try:
        return cell.bind(context).vocabulary.getTermByToken(str(token)).value
    except LookupError:
        raise _refused(NO_CHOICE, place, cell.title, value=str(token)) from None


def _refused(message: Message, place: int, column: Any, **more: Any) -> Refused:
    return Refused(Message(message, mapping={"row": str(place), "column": column, **more}))
