"""An import is taken back, as far as nobody has built on it since.

New drafts go, values go back to what they were, each only where the register still
says what the import made it say. What was shared of the registration stays on
record: it is followed by an event that says the opposite.
"""

from ccsr.content import _
from ccsr.content import noted
from ccsr.content.content import kept
from ccsr.content.content.event import IRegistrationEvent
from ccsr.content.content.past import was_shared
from ccsr.content.domain import dates
from ccsr.content.domain.importing.fields import is_same
from ccsr.content.importing import changing
from ccsr.content.importing import linking
from ccsr.content.importing import marks
from ccsr.content.importing import store
from ccsr.content.importing.applying import BATCH
from ccsr.content.importing.applying import BUSY
from ccsr.content.importing.applying import MAY_NOT
from ccsr.content.importing.applying import release
from ccsr.content.importing.changing import Left
from ccsr.content.importing.store import Outcome
from ccsr.content.subscribers.holding import Held
from ccsr.content.subscribers.workflow import Refused
from datetime import datetime
from datetime import UTC
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException

import transaction


NOT_LAST = _(
    "import_not_last",
    default="Only the import that was applied last can be undone; others were built on it.",
)
SHARED_SINCE = _("import_shared_since", default="It has been shared since, so it stays.")
FILLED_SINCE = _("import_filled_since", default="Somebody has added to it since, so it stays.")
EDITED_SINCE = _("import_edited_since", default="It has been changed since, so it stays.")


def last_applied():
    """Return the import that was applied last and not undone, or None."""
    applied = [one for one in store.all() if one.state == store.APPLIED]
    return max(applied, key=lambda one: one.applied_at, default=None)


def start(found):
    """Begin to undo an import as whoever is signed in; return why not, or None."""
    turn = store.turn()
    if turn["applying"]:
        return BUSY
    if last_applied() is not found:
        return NOT_LAST
    turn["applying"] = found.number
    found.state = store.UNDOING
    found.undone_by, found.undone_at = api.user.get_current().getId(), datetime.now(UTC)
    return None


def waiting(found):
    """Return the numbers of the entries that are still to be taken back, the last first."""
    numbers = reversed(list(found.order.values()))
    return [one for one in numbers if found.outcomes[one].state == store.DONE]


def batch(found, most=BATCH):
    """Take back the next entries; return how many are still to come."""
    if found.state != store.UNDOING:
        return 0
    kept.in_turn()
    numbers = waiting(found)
    for number in numbers[:most]:
        found.outcomes[number] = _undone(found.outcomes[number])
    if len(numbers) <= most:
        found.state = store.UNDONE
        release()
        noted.note("imported", api.portal.get(), import_number=found.number, undone=True)
    return max(0, len(numbers) - most)


def _undone(outcome):
    before = transaction.savepoint()
    try:
        for name, *arguments in reversed(outcome.undo):
            STEPS[name](*arguments)
    except Left as error:
        before.rollback()
        return Outcome("stays", error.message)
    except (Refused, WorkflowException):
        before.rollback()
        return Outcome("stays", MAY_NOT)
    except Held as error:
        before.rollback()
        return Outcome("stays", error.args[0])
    return Outcome("undone")


def _unmake(uid):
    thing = changing.thing_of(uid)
    if was_shared(thing) or api.content.get_state(thing) != "draft":
        raise Left(SHARED_SINCE)
    if not all(IRegistrationEvent.providedBy(one) for one in thing.objectValues()):
        raise Left(FILLED_SINCE)
    if not api.user.has_permission("Delete objects", obj=thing):
        raise Left(MAY_NOT)
    api.content.delete(thing, check_linkintegrity=False)


def _rename(uid, old, new, names):
    thing = changing.thing_of(uid)
    if not is_same("title", thing.title, new):
        raise Left(EDITED_SINCE)
    values = {"title": old}
    if hasattr(thing.aq_base, "also_known_as"):
        values["also_known_as"] = names
    changing.edit(thing, **values)


def _change(uid, name, old, new):
    changing.change(uid, name, new, old, dates.today())


def _names(uid, before, after):
    service = changing.thing_of(uid)
    if not is_same("also_known_as", service.also_known_as, after):
        raise Left(EDITED_SINCE)
    changing.edit(service, also_known_as=before)


def _renumber(uid, old, new, former):
    service = changing.thing_of(uid)
    if not is_same("urn", service.urn, new):
        raise Left(EDITED_SINCE)
    changing.renumber(uid, new, old, dates.today())
    changing.edit(changing.thing_of(uid), former_urns=former)


def _move(uid, provider):
    linking.move(changing.thing_of(uid), changing.thing_of(provider))


def _unmark(uid, mark):
    if mark:
        marks.mark(uid, *mark)


#: By the word that applying left for each thing it did.
STEPS = {
    "made": _unmake,
    "rename": _rename,
    "change": _change,
    "names": _names,
    "renumber": _renumber,
    "move": _move,
    "follow": linking.part,
    "mark": marks.unmark,
    "unmark": _unmark,
}
