"""What the catalog knows of a liaison item, so that lists wake none."""

from ccsr.content.content.liaison import ILiaisonItem
from ccsr.content.content.way import steps
from ccsr.content.domain import liaison
from plone.indexer import indexer


@indexer(ILiaisonItem)
def liaison_kind(item):
    """The kind."""
    return item.kind


@indexer(ILiaisonItem)
def liaison_service(item):
    """The UID of the service that it is about."""
    return item.service


@indexer(ILiaisonItem)
def liaison_rule(item):
    """The rule that fired."""
    return item.rule


@indexer(ILiaisonItem)
def liaison_prepared(item):
    """Whether an officer called it ready to be sent."""
    return bool(item.prepared)


@indexer(ILiaisonItem)
def liaison_since(item):
    """When it came into its present state."""
    return liaison.entered(steps(item))


@indexer(ILiaisonItem)
def local_authority(item):
    """The authority, where there is one."""
    if not item.authority:
        raise AttributeError("local_authority")
    return item.authority


@indexer(ILiaisonItem)
def outcome(item):
    """Nothing: the text is read on the item's own page."""
    raise AttributeError("outcome")


@indexer(ILiaisonItem)
def creator(item):
    """Nobody: the history says who did what, to those who may read it."""
    return ""


@indexer(ILiaisonItem)
def creators(item):
    """Nobody, likewise."""
    return ()
