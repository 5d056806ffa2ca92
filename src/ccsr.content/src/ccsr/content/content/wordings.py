"""What a condition said before it was varied: kept with its days, however it is varied."""

from ccsr.content.domain.wordings import Condition
from ccsr.content.domain.wordings import told_apart
from ccsr.content.domain.wordings import Wording
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent


#: On a condition: its wordings in the order of their days, the present one last.
KEY = "ccsr.content.wordings"

#: What was read out of the text, and so belongs to it.
VALUES = ("places", "age_from", "age_to", "gender", "needs", "due")


def wordings(condition):
    """Return every ``Wording`` of a condition, the present one last."""
    return (*earlier(condition), present(condition))


def present(condition):
    """Return what it says now."""
    values = {name: getattr(condition, name) for name in VALUES}
    return Wording(condition.text, condition.varied, values)


def earlier(condition):
    """Return what it said before, the oldest first."""
    now = condition.varied
    kept = IAnnotations(condition).get(KEY, ())
    return tuple(one for one in kept if now and (one.since is None or one.since < now))


def note(condition):
    """Keep what a condition says; what it said until a later day of change stays.

    Another text under the same day of change is a correction, and replaces.
    """
    kept = IAnnotations(condition)
    found = told_apart([*kept.get(KEY, ()), present(condition)])
    if kept.get(KEY) != found:
        kept[KEY] = found


def vary(condition, day, text, values):
    """Give a condition other words from a day on; one that was varied later keeps its own."""
    if condition.varied is not None and condition.varied > day:
        kept = IAnnotations(condition)
        values = {name: values.get(name) for name in VALUES}
        kept[KEY] = told_apart([*kept.get(KEY, ()), Wording(text, day, values)])
        return
    note(condition)
    condition.text, condition.varied = text, day
    for name, value in values.items():
        setattr(condition, name, value)
    _tell(condition, "text", "varied", *values)


def remove(condition, day):
    """End a condition on a day."""
    condition.removed = day
    _tell(condition, "removed")


def told(condition):
    """Return the ``domain.wordings.Condition``."""
    return Condition(
        IUUID(condition),
        condition.kind,
        wordings(condition),
        condition.imposed,
        condition.removed,
    )


def _tell(condition, *names):
    notify(ObjectModifiedEvent(condition, Attributes(None, *names)))
