"""What is kept on the site beside the things themselves: a tree for each subject.

None of it is in the catalog, where whoever may see a thing could ask for it.
"""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


#: On the site: how often ``in_turn`` was called.
TURNS = "ccsr.content.turns"


def read(key):
    """Return a tree to read from; an empty one where nothing was kept."""
    # While a site is deleted as a whole, none is in force.
    return IAnnotations(api.portal.get()).get(key, {}) if getSite() is not None else {}


def tree(key, factory=OOBTree):
    """Return a tree to write to."""
    return IAnnotations(api.portal.get()).setdefault(key, factory())


def in_turn():
    """Make everything that calls this wait its turn: of two at the same time one is done anew.

    The database sees that two write the same, not that one has read what the other writes.
    """
    turns = tree(TURNS, PersistentMapping)
    turns["number"] = turns.get("number", 0) + 1


def numbered(key):
    """Return a tree of numbered entries to write to, and the next number."""
    found = tree(key, IOBTree)
    return found, (found.maxKey() + 1 if found else 1)
