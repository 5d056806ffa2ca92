"""What the catalog knows of a file that is to be filed: which drop it came with."""

from ccsr.content.content import intake_item
from ccsr.content.indexers import digest
from ccsr.content.interfaces import IIntakeItem
from plone.indexer import indexer


@indexer(IIntakeItem)
def intake_batch(item):
    """The id of its drop; of what was discarded none."""
    batch = intake_item.batch(item)
    if not batch or intake_item.discarded(item):
        raise AttributeError("intake_batch")
    return batch


@indexer(IIntakeItem)
def file_digest(item):
    """As of a document; what was discarded may come again."""
    if intake_item.discarded(item):
        raise AttributeError("file_digest")
    return digest.digest_of_file(item)


@indexer(IIntakeItem)
def text_digest(item):
    """Likewise."""
    if intake_item.discarded(item):
        raise AttributeError("text_digest")
    return digest.digest_of_text(item)


@indexer(IIntakeItem)
def creator(item):
    """Nobody: its drop says who brought it."""
    return ""


@indexer(IIntakeItem)
def creators(item):
    """Nobody, likewise."""
    return ()
