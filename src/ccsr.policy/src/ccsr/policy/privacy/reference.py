"""``docs/reference/personal-data.rst``, made from the marks; ``bin/ccsr personal-data`` prints it."""

from ccsr.content.personal import marks
from ccsr.policy.privacy.marks import PROPERTIES
from ccsr.policy.privacy.marks import SCHEMAS
from ccsr.policy.privacy.marks import STORES
from collections.abc import Iterable
from collections.abc import Iterator
from zope.schema import getFieldNamesInOrder


HEAD = """\
Personal data
=============

.. Written by ``make personal-data`` from the marks in the schemas.

What the portal holds of people, field by field. Every field is decided about where its schema is
written; a test fails for one that is not.
"""


def page() -> str:
    """Return the page."""
    return "\n".join([HEAD, *_types(), *_accounts(), *_stores()])


def _types() -> Iterator[str]:
    yield from _heading("Fields of things")
    for name, schema in SCHEMAS.items():
        decided = marks(schema)
        names = getFieldNamesInOrder(schema)
        held = [one for one in names if decided.get(one)]
        rows = [(f"``{one}``", decided[one].why, decided[one].seen_by) for one in held]
        yield from _heading(name, "~")
        if rows:
            yield from _table(("Field", "Why it is personal", "Who sees it"), rows)
        yield from _rest(one for one in names if one not in held)


def _accounts() -> Iterator[str]:
    yield from _heading("Properties of accounts")
    held = {name: mark for name, mark in PROPERTIES.items() if mark}
    rows = [(f"``{name}``", mark.why, mark.seen_by) for name, mark in held.items()]
    yield from _table(("Property", "Why it is personal", "Who sees it"), rows)
    yield from _rest(name for name in PROPERTIES if name not in held)


def _stores() -> Iterator[str]:
    yield from _heading("Other places")
    rows = [(one.name, one.where, one.holds, one.seen_by, one.ends) for one in STORES]
    yield from _table(("What", "Where", "Holds", "Who sees it", "Gone"), rows)


def _heading(text: str, line: str = "-") -> list[str]:
    return [text, line * len(text), ""]


def _rest(names: Iterable[str]) -> list[str]:
    listed = ", ".join(f"``{name}``" for name in names)
    return [f"Not personal: {listed}.", ""] if listed else []


def _table(titles: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield from (".. list-table::", "   :header-rows: 1", "")
    for row in (titles, *rows):
        for place, cell in enumerate(row):
            yield f"   {'*' if place == 0 else ' '} - {cell}"
    yield ""
