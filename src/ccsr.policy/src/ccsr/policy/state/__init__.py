"""How the site is: checks that administrators and monitoring programs read.

A check is a named adapter of the site to ``IStateCheck``, so that a further one is a
registration and no old line changes. They are shown by weight. (Not of site and
request: whatever is that of both is found as a view by its name.)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from zope.component import getAdapters
from zope.i18nmessageid import Message
from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


#: Flags of a row, the best first: in order, to be looked at, to be acted on now.
OK, WARN, LATE = FLAGS = ("ok", "warn", "late")


@dataclass(frozen=True)
class Row:
    """One thing that was looked at; ``advice`` says what to do where it is not in order.

    ``name`` tells it to programs. A fact that cannot be wrong has no flag.
    """

    name: str
    title: Message
    value: Message | str
    flag: str | None = None
    advice: Message | None = None


class IStateCheck(Interface):
    """Looks at one part of the site."""

    title = Attribute("heading of its rows, a message")
    weight = Attribute("number; the lightest is shown first")

    def rows(request):
        """Return the ``Row`` values, in the request's language.

        Quick, since every home page of an administrator asks.
        """


@implementer(IStateCheck)
class Check:
    """Base of the checks."""

    weight = 50

    def __init__(self, context):
        self.context = context


def checks(site):
    """Return name and check, the lightest first."""
    found = getAdapters((site,), IStateCheck)
    return sorted(found, key=lambda pair: (pair[1].weight, pair[0]))


def wrong(site, request) -> Iterator[Row]:
    """Yield the rows that somebody should do something about."""
    for _name, check in checks(site):
        yield from (row for row in check.rows(request) if row.flag not in (None, OK))


def worst(rows) -> str:
    """Return the worst flag of rows."""
    return max((row.flag or OK for row in rows), key=FLAGS.index, default=OK)
