"""What was ticked becomes true, some entries at a time, each by itself.

A batch is one transaction: after a stop the next batch goes on behind the last one
that is committed, and nothing is done twice. What is refused is left, with the reason.
"""

from ccsr.content import _
from ccsr.content import noted
from ccsr.content.content import kept
from ccsr.content.domain.importing import entries as kinds
from ccsr.content.domain.importing import fields
from ccsr.content.domain.importing import mapping as mappings
from ccsr.content.domain.importing import plan
from ccsr.content.importing import changing
from ccsr.content.importing import comparing
from ccsr.content.importing import linking
from ccsr.content.importing import making
from ccsr.content.importing import marks
from ccsr.content.importing import store
from ccsr.content.importing.changing import Left
from ccsr.content.importing.store import Outcome
from ccsr.content.subscribers.holding import Held
from ccsr.content.subscribers.workflow import Refused
from datetime import datetime
from datetime import UTC
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException
from zope.i18nmessageid import Message

import transaction


#: Entries of one transaction.
BATCH = 25

NOTHING = _("import_nothing_ticked", default="Nothing is ticked.")
BUSY = _("import_busy", default="Another import is being applied. Wait until it is done.")
STALE = _(
    "import_stale",
    default="Another import has changed the register since this comparison, so it was compared "
    "anew. What is still the same is still ticked: look through it, then apply it.",
)
CONTRADICTION = _(
    "import_contradiction",
    default="“${title}”: two answers about what has become of it cannot both be true.",
)
NOT_OPEN = _("import_not_open", default="It is not open any more.")


def start(found):
    """Begin to apply an import as whoever is signed in; return why not, or None."""
    turn = store.turn()
    if found.state not in store.OPEN:
        return NOT_OPEN
    if turn["applying"]:
        return BUSY
    if found.serial != turn["serial"]:
        comparing.compare(found)
        return STALE
    order = plan.plan(found.entries, found.ticks)
    if not order:
        return NOTHING
    wrong = plan.contradictions(found.entries, found.ticks)
    if wrong:
        return Message(CONTRADICTION, mapping={"title": found.entries[min(wrong)].title})
    found.order.update(dict(enumerate(order)))
    turn["applying"] = found.number
    found.state = store.APPLYING
    found.applied_by, found.applied_at = api.user.get_current().getId(), datetime.now(UTC)
    return None


def batch(found, most=BATCH):
    """Apply the next entries; return how many are still to come."""
    if found.state != store.APPLYING:
        return 0
    # Two that go on with the same import do not both take the same entries.
    kept.in_turn()
    waiting = found.waiting()
    applier = _Applier(found)
    for number in waiting[:most]:
        found.outcomes[number] = applier.apply(number)
    if len(waiting) <= most:
        _finish(found)
    return max(0, len(waiting) - most)


def _finish(found):
    marks.see(found.mapping["id"], found.matched, found.as_at)
    done = [one for one in found.outcomes.values() if one.state == store.DONE]
    _made_seen(found, done)
    found.state = store.APPLIED
    release()
    noted.note(
        "imported",
        api.portal.get(),
        import_number=found.number,
        file=found.name,
        mapping=found.mapping["id"],
        applied=len(done),
        left=len(found.outcomes) - len(done),
    )


def _made_seen(found, done):
    made = [step[1] for one in done for step in one.undo if step[0] in ("made", "renumber")]
    marks.see(found.mapping["id"], made, found.as_at)


def release():
    """Let the next import have its turn; those compared before compare anew."""
    turn = store.turn()
    turn.update(serial=turn["serial"] + 1, applying=0)


class _Applier:
    def __init__(self, found):
        self.found = found
        self.mapping = mappings.read(dict(found.mapping))
        self.providers = making.Providers(self.mapping)

    def apply(self, number):
        """Apply one entry; what it cannot do leaves nothing behind."""
        before = transaction.savepoint()
        entry = self.found.entries[number]
        try:
            undo = self._do(entry, self.found.ticks.get(number, plan.YES))
        except Left as error:
            before.rollback()
            return Outcome(store.LEFT, error.message)
        except Refused as error:
            before.rollback()
            return Outcome(store.LEFT, error.refusals[0].message)
        except Held as error:
            before.rollback()
            return Outcome(store.LEFT, error.args[0])
        except WorkflowException:
            before.rollback()
            return Outcome(store.LEFT, MAY_NOT)
        return Outcome(store.DONE, undo=tuple(undo))

    def _do(self, entry, tick):
        day, detail = self.found.as_at, f"{self.found.name} ({self.found.number})"
        if entry.kind == kinds.NEW:
            return making.make(self.providers, dict(entry.values), day)
        if entry.kind == kinds.VANISHED:
            changing.thing_of(entry.uid)
            marks.mark(entry.uid, self.mapping.id, day)
            return (("mark", entry.uid),)
        if entry.kind == kinds.REAPPEARED:
            return (("unmark", entry.uid, marks.unmark(entry.uid)),)
        if entry.kind == kinds.RENAMED:
            return changing.rename(entry.uid, entry.old, entry.new)
        if entry.kind == kinds.SUCCESSOR:
            return self._succeed(entry, tick, day)
        if entry.field == fields.PROVIDER:
            return linking.hand_over(self.providers, entry.uid, dict(entry.values), entry.old)
        if entry.field == fields.NAMES:
            return changing.add_names(entry.uid, entry.new)
        return changing.change(entry.uid, entry.field, entry.old, entry.new, day, detail)

    def _succeed(self, entry, tick, day):
        if tick == plan.FOLLOWS:
            return linking.follow(entry.uid, entry.other)
        if making.by_number(making.IService, entry.other) is not None:
            raise Left(Message(making.THERE, mapping={"number": entry.other}))
        undo = changing.renumber(entry.uid, entry.number, entry.other, day)
        mark = marks.unmark(entry.uid)
        return (*undo, *((("unmark", entry.uid, mark),) if mark else ()))


MAY_NOT = _("import_may_not", default="You may not do this here.")
