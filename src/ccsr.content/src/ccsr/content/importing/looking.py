"""An import as it is looked at: how far it is, which entries are chosen, what is said."""

from ccsr.content import jobs
from ccsr.content.importing import store
from ccsr.content.importing import undoing
from zope.i18nmessageid import Message


BUSY = (store.WAITING, store.APPLYING, store.UNDOING)


def job(found):
    """Return the job that compares, None where there is none any more."""
    return jobs.state(found.job) if found.job else None


def has_failed(found, compares):
    """Return whether comparing has come to an end without a result."""
    ended = compares is not None and compares.state in (jobs.FAILED, jobs.CANCELLED)
    return found.state == store.WAITING and ended


def is_busy(found, compares):
    """Return whether something is being done with it."""
    return found.state in BUSY and not has_failed(found, compares)


def progress(found, compares):
    """Return how far it is: state, whether it is busy, done and total."""
    if found.state == store.WAITING:
        done, total = (compares.done, compares.total) if compares else (0, 0)
    elif found.state == store.UNDOING:
        done, total = len(found.order) - len(undoing.waiting(found)), len(found.order)
    else:
        done, total = len(found.outcomes), len(found.order)
    return {"state": found.state, "busy": is_busy(found, compares), "done": done, "total": total}


def chosen(found, group="", words="", result="", ticked=None):
    """Return the numbers of the entries that the filters leave."""
    wanted, outcomes = words.casefold(), found.outcomes
    return [
        number
        for number, one in found.entries.items()
        if group in ("", one.group)
        and wanted in f"{one.title} {one.number} {one.provider} {one.other}".casefold()
        and (not result or (number in outcomes and outcomes[number].state == result))
        and (ticked is None or (number in found.ticks) == ticked)
    ]


def outcomes(found):
    """Return how many entries came to what."""
    counts = {}
    for one in found.outcomes.values():
        counts[one.state] = counts.get(one.state, 0) + 1
    return counts


def said(message, say):
    """Return a kept message in the reader's language; it may be about another one."""
    mapping = getattr(message, "mapping", None) or {}
    told = {key: say(value) for key, value in mapping.items()}
    return say(Message(message, mapping=told) if told else message)
