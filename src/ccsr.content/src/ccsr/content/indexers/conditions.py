"""What the catalog knows of a condition of registration, so that lists wake none."""

from ccsr.content.content import confirmations
from ccsr.content.content.condition import IRegistrationCondition
from plone.indexer import indexer


@indexer(IRegistrationCondition)
def condition_removed(condition):
    """The day on which it ended, None while it is in force."""
    return condition.removed


@indexer(IRegistrationCondition)
def condition_open(condition):
    """Whether it is in force and an officer has still to confirm values."""
    return condition.removed is None and not confirmations.is_settled(condition)
