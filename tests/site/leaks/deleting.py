"""Answers before and after what is hidden has been deleted outright."""

from ccsr.content.content.disposals import disposing
from leaks import walking
from plone import api
from plone.locking.interfaces import ILockable
from visits import changes

import transaction
import world


#: Searched for in every order: words of what is shown and of what is hidden.
WORDS = (world.CANARY, "home", "title", "first", "page", "Cardiff")


class Deleted:
    """Walks as a reader, deletes all that is hidden from them, and asks the same again.

    ``links`` is how many links are followed from the pages that a reader begins at;
    ``every`` name is asked at every place, or at one in turn.
    """

    def __init__(self, reader, names, links, every=False):
        self.reader = reader
        walked = walking.Walk(reader, walking.pages(reader), links).answers()
        asked = (*walking.asked_of_a_search(WORDS), *walking.named(reader, names, every))
        self.before = walked | walking.again(reader, asked)
        self.unsteady = ""

    def after(self, register):
        """Delete what is hidden, and return the answers that are not the same.

        What is not the same when it is asked twice then changes by itself.
        """
        delete(register, self.reader.hidden)
        after = walking.again(self.reader, self.before)
        other = {one: two for one, two in after.items() if self.before[one] != two}
        again = walking.again(self.reader, other)
        self.unsteady = changes(other, again)
        steady = {one: self.before[one] for one, two in other.items() if again[one] == two}
        return changes(steady, other)


def delete(register, hidden):
    """Delete things outright, whatever is in them included.

    Deleting one end of a relation is an edit of the other; its date is put back,
    since the date of the deletion is not what is asked for.
    """
    # What was asked before may have written: locks, saved searches, acknowledgements.
    transaction.begin()
    related = register["InspectionReport", "shared"]
    edited = related.modified()
    with api.env.adopt_user(username="admin"):
        for one in hidden:
            thing = register[one.row]
            if thing.getId() in thing.aq_parent.objectIds():
                unlock(thing)
                with disposing(thing):
                    thing.aq_parent._delObject(thing.getId())
        related.setModificationDate(edited)
        related.reindexObject(idxs=["modified"])
        transaction.commit()
        # While the index of texts is behind, an answer says so.
        world.have_words(api.portal.get())


def unlock(thing):
    """Take the locks of a thing and of all that is in it."""
    lockable = ILockable(thing, None)
    if lockable is not None:
        lockable.clear_locks()
    for one in thing.objectValues() if hasattr(thing, "objectValues") else ():
        unlock(one)
