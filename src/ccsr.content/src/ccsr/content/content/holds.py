"""The holds of the site, and which of them concern a thing.

They stand on the site by number and never on the thing or in the catalog, so
that nobody who may see a thing can learn that it is held.
"""

from ccsr.content.content import kept as trees
from ccsr.content.domain.holds import Hold
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from plone import api
from plone.uuid.interfaces import IUUID


KEY = "ccsr.content.holds"


def all_holds():
    """Return every hold, oldest first."""
    return list(trees.read(KEY).values())


def open_holds():
    """Return the holds that were not lifted, oldest first."""
    return [hold for hold in all_holds() if hold.is_open]


def get(number):
    """Return the hold with this number, or None."""
    return trees.read(KEY).get(number)


def place(thing, reference, reason, review_on):
    """Place a hold on a thing and all inside it; return it."""
    trees.in_turn()
    found, number = trees.numbered(KEY)
    found[number] = Hold(
        number=number,
        uid=IUUID(thing),
        reference=reference.strip(),
        reason=reason.strip(),
        review_on=review_on,
        placed_by=api.user.get_current().getId(),
        placed_at=datetime.now(UTC),
    )
    return found[number]


def lift(number, why):
    """Lift a hold; return it."""
    found = trees.tree(KEY)
    found[number] = replace(
        found[number],
        lifted_by=api.user.get_current().getId(),
        lifted_at=datetime.now(UTC),
        lifted_why=why.strip(),
    )
    return found[number]


def holding(thing):
    """Return the open holds on a thing or on what holds it."""
    held = open_holds()
    chain = set(_uids_up(thing)) if held else set()
    return [hold for hold in held if hold.uid in chain]


def inside(thing):
    """Return the open holds on what is inside a thing."""
    held = open_holds()
    below = {IUUID(one) for one in descendants(thing)} if held else set()
    return [hold for hold in held if hold.uid in below]


def descendants(thing):
    """Yield everything inside a thing, whatever its depth."""
    for child in getattr(thing.aq_base, "objectValues", None) and thing.objectValues() or ():
        yield child
        yield from descendants(child)


def _uids_up(thing):
    while thing is not None:
        yield IUUID(thing, None)
        thing = getattr(thing, "__parent__", None)
