"""What the catalog knows of a condition of registration, so that lists wake none."""

from ccsr.content.content.condition import IRegistrationCondition
from plone.indexer import indexer


@indexer(IRegistrationCondition)
def condition_removed(condition):
    """The day on which it ended, None while it is in force."""
    return condition.removed
