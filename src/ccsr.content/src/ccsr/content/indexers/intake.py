"""What the catalog knows of a file that is to be filed: which drop it came with."""

from ccsr.content.content import intake_item
from ccsr.content.interfaces import IIntakeItem
from plone.indexer import indexer


@indexer(IIntakeItem)
def intake_batch(item):
    """The id of its drop."""
    batch = intake_item.batch(item)
    if not batch:
        raise AttributeError("intake_batch")
    return batch


@indexer(IIntakeItem)
def creator(item):
    """Nobody: its drop says who brought it."""
    return ""


@indexer(IIntakeItem)
def creators(item):
    """Nobody, likewise."""
    return ()
