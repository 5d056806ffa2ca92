"""What people decide about an import: what is ticked, and what is done with it.

Each function returns why not, or None; who may is asked by who calls.
"""

from ccsr.content.domain.importing import plan
from ccsr.content.importing import applying
from ccsr.content.importing import jobs
from ccsr.content.importing import store
from ccsr.content.importing import undoing
from plone import api


def tick(found, ticks):
    """Keep what is said of entries, by number; '' takes it back."""
    if found.state not in store.OPEN:
        return applying.NOT_OPEN
    found.put_ticks(ticks)
    return None


def tick_group(found, group, said):
    """Tick or untick all of a group, '' for every one."""
    return tick(
        found,
        {
            number: said
            for number, one in found.entries.items()
            if (not group or one.group == group) and (not said or said in plan.choices(one))
        },
    )


def propose(found):
    """Have a reviewer look at what is ticked."""
    if found.state not in store.OPEN:
        return applying.NOT_OPEN
    if not found.ticks:
        return applying.NOTHING
    found.state = store.PROPOSED
    return None


def apply(found):
    """Apply what is ticked."""
    problem = applying.start(found)
    if problem is None:
        jobs.go_on()
    return problem


def undo(found):
    """Take the import back."""
    problem = undoing.start(found)
    if problem is None:
        jobs.go_on()
    return problem


def go_on(found):
    """Go on where applying or undoing has stopped, as whoever asks for it."""
    reader = api.user.get_current().getId()
    if found.state == store.APPLYING:
        found.applied_by = reader
    elif found.state == store.UNDOING:
        found.undone_by = reader
    jobs.go_on()


def compare(found):
    """Compare the file with the register as it is now."""
    if found.state not in (*store.OPEN, store.FAILED, store.WAITING):
        return applying.NOT_OPEN
    jobs.compare_later(found)
    return None


def delete(found):
    """Drop an import that was not applied."""
    if found.state not in store.UNAPPLIED:
        return applying.NOT_OPEN
    store.delete(found)
    return None
