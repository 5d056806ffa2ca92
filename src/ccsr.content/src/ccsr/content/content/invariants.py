"""Rules over several fields, said at the field that must change."""

from ccsr.content.domain.dates import in_order
from zope.interface import Invalid
from zope.schema.interfaces import ValidationError


class Misfit(Invalid):
    """A rule over several fields is broken; ``field`` is the one to change."""

    def __init__(self, message, field):
        super().__init__(message)
        self.field = field


def ordered(data, first, last, message):
    """Raise ``Misfit`` at field ``last`` unless field ``first`` ≤ field ``last``."""
    if not in_order(getattr(data, first, None), getattr(data, last, None)):
        raise Misfit(message, last)


class Refused(ValidationError):
    """A value that a rule refuses, with the rule's sentence."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message

    def doc(self):
        """Return the sentence that forms and services show."""
        return self.message
