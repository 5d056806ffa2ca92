"""Marks of a schema: which of its fields hold personal data, whose, and who sees them.

Used in the body of a schema, for every field, so that a new field is decided
about when it is written::

    personal("manager", why="Names the person in charge.", seen_by="Everybody who sees it.")
    not_personal("places", "age_from")

``docs/reference/personal-data.rst`` is generated from the marks.
"""

from dataclasses import dataclass
from plone.supermodel.directives import MetadataDictDirective
from plone.supermodel.utils import mergedTaggedValueDict


KEY = "ccsr.content.personal"

READERS = "Whoever may view the thing."
STAFF = "Officers, reviewers, administrators."


@dataclass(frozen=True)
class Mark:
    """Why a field holds personal data, and who sees it."""

    why: str
    seen_by: str


class personal(MetadataDictDirective):
    """Mark a field as one that holds personal data, or may."""

    key = KEY

    def factory(self, *names, why, seen_by=READERS):
        """Return the marks by name of field."""
        return dict.fromkeys(names, Mark(why, seen_by))


class not_personal(MetadataDictDirective):
    """Mark fields as ones that hold no personal data."""

    key = KEY

    def factory(self, *names):
        """Return None by name of field."""
        return dict.fromkeys(names)


def marks(schema):
    """Return the ``Mark`` of each field that was decided about; None for what is not personal."""
    return mergedTaggedValueDict(schema, KEY)
