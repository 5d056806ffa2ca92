"""What an event of registration tells its reader of what it changed; page and JSON alike."""

from ccsr.content.content.readable import may_read
from ccsr.content.content.service import IService
from plone import api


def changes(event):
    """Return field, old and new value of each change that the reader may read."""
    service = event.__parent__
    return [
        (name, old, new)
        for name, (old, new) in event.changes.items()
        if may_read(IService, name, lambda one: api.user.has_permission(one, obj=service))
    ]


def conditions(event):
    """Return each change of a condition with its words; none of one that the reader may not see."""
    found = []
    for change in event.conditions:
        brains = api.content.find(UID=change.uid) if change.uid else ()
        if brains or not change.uid:
            found.append((change, change.text or brains[0].Title))
    return found
