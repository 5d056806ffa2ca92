"""What is kept on the site beside the things themselves: a tree for each subject.

None of it is in the catalog, where whoever may see a thing could ask for it.
"""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from plone import api
from zope.annotation.interfaces import IAnnotations


def read(key):
    """Return a tree to read from; an empty one where nothing was kept."""
    return IAnnotations(api.portal.get()).get(key, {})


def tree(key, factory=OOBTree):
    """Return a tree to write to."""
    return IAnnotations(api.portal.get()).setdefault(key, factory())


def numbered(key):
    """Return a tree of numbered entries to write to, and the next number."""
    found = tree(key, IOBTree)
    return found, (found.maxKey() + 1 if found else 1)
