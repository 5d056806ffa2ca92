"""The sharing gate and the concealment record, on every path to a transition."""

from ccsr.content.content import scanning
from ccsr.content.domain import concealment
from ccsr.content.domain import dates
from ccsr.content.domain.concealment import Concealment
from ccsr.content.interfaces import IConcealments
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import ISharingGate
from ccsr.content.subscribers.reindex import reindex_holder
from ccsr.content.subscribers.reindex import reindex_moved
from datetime import datetime
from datetime import UTC
from plone import api
from Products.CMFCore.indexing import processQueue
from Products.CMFCore.WorkflowCore import WorkflowException
from time import perf_counter

import transaction


class Refused(WorkflowException):
    """A transition that a rule refuses; ``refusals`` names each rule."""

    def __init__(self, refusals):
        # The workflow tool raises an exception's class anew, around the exception.
        self.refusals = getattr(refusals, "refusals", refusals)
        super().__init__(self.refusals[0].message)


def before_transition(thing, event):
    """Refuse what the gate refuses, and a concealment without reason or review date."""
    transition = event.transition.id if event.transition else None
    check = BEFORE.get(transition)
    found = check(thing, event.kwargs or {}) if check else ()
    if found:
        raise Refused(found)


def _gate(thing, kwargs):
    if IDocument.providedBy(thing):
        scanning.settle(thing)
    return ISharingGate(thing).refusals()


def _demands(thing, kwargs):
    thing._v_started = perf_counter()
    return concealment.demands(kwargs.get("comment"), kwargs.get("review_date"), dates.today())


def after_transition(thing, event):
    """Record concealments and renew what a service shows of its documents."""
    transition = event.transition.id if event.transition else None
    record = AFTER.get(transition)
    if record:
        record(thing, event.kwargs or {})
    if transition:
        reindex_moved(thing)
    if transition and IDocument.providedBy(thing):
        reindex_holder(thing.__parent__)


def _concealed(thing, kwargs):
    IConcealments(thing).open(
        Concealment(
            actor=api.user.get_current().getId(),
            concealed_at=datetime.now(UTC),
            reason=kwargs["comment"].strip(),
            review_on=kwargs["review_date"],
            seconds=0.0,
        )
    )
    # The time counts until the catalog shows nothing, and that is at commit.
    transaction.get().addBeforeCommitHook(_time_concealment, (thing, thing._v_started))


def _time_concealment(thing, started):
    processQueue()
    IConcealments(thing).amend(seconds=perf_counter() - started)


def _revealed(thing, kwargs):
    IConcealments(thing).amend(
        revealed_by=api.user.get_current().getId(), revealed_at=datetime.now(UTC)
    )


BEFORE = {"share": _gate, "conceal": _demands}
AFTER = {"conceal": _concealed, "reveal": _revealed}
