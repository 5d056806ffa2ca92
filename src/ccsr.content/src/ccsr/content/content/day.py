"""A field for days: one that was mistyped by centuries is refused."""

from ccsr.content import _
from ccsr.content.content.invariants import Refused
from ccsr.content.domain import dates
from zope import schema


FAR_OFF = _(
    "day_far_off",
    default="Look at the year: it must be between ${first} and ${last}.",
    mapping={"first": str(dates.FIRST_YEAR), "last": str(dates.LAST_YEAR)},
)


class Day(schema.Date):
    """A day of a year in which a service, or what is said of it, can have been."""

    def _validate(self, value):
        super()._validate(value)
        if not dates.is_near(value):
            raise Refused(FAR_OFF)
