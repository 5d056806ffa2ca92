"""What jobs have done to the database, noted in the same transaction.

A worker that ends between its commit and telling so would do the job again; the note
tells the next one that it is done. Only jobs that change the database leave one.
"""

from BTrees.OOBTree import OOBTree
from zope.annotation.interfaces import IAnnotations

import json
import time


KEY = "ccsr.policy.jobs.done"
#: Seconds for which a note is kept: far longer than any job is tried.
KEPT = 7 * 24 * 60 * 60.0


def note(site, id, result) -> None:
    """Note that a job is done, if it has changed anything."""
    jar = site._p_jar
    # What was changed before a savepoint is kept apart.
    if not jar._registered_objects and jar._savepoint_storage is None:
        return
    notes = IAnnotations(site).setdefault(KEY, OOBTree())
    old = [key for key, (at, _result) in notes.items() if at < time.time() - KEPT]
    for key in old:
        del notes[key]
    notes[id] = (time.time(), json.dumps(result))


def noted(site, id):
    """Return the result of a job that is done, in a list; None of one that is not known to be."""
    found = IAnnotations(site).get(KEY, {}).get(id)
    return found and [json.loads(found[1])]
