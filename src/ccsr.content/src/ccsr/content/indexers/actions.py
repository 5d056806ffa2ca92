"""What the catalog knows of an agreed action, so that lists wake none."""

from ccsr.content.content.actions.action import IAgreedAction
from plone.indexer import indexer


@indexer(IAgreedAction)
def due_on(action):
    """The day on which it is due."""
    return action.due


@indexer(IAgreedAction)
def action_status(action):
    """Open, done or dropped."""
    return action.status


@indexer(IAgreedAction)
def action_owner(action):
    """The account of its owner."""
    return action.owner or ""


@indexer(IAgreedAction)
def action_owner_name(action):
    """The name of an owner without an account."""
    return action.owner_name or ""
