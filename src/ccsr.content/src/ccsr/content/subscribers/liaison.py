"""Rules of a liaison item's way, and who may read it from then on."""

from ccsr.content.content import discrepancies
from ccsr.content.content import evidence
from ccsr.content.content import recipients
from ccsr.content.domain import liaison
from ccsr.content.subscribers.workflow import Refused
from zope.annotation.interfaces import IAnnotations


def item_added(item, event):
    """Fill in the authority of the service where none was given."""
    service = recipients.service_of(item)
    if service is not None and not item.authority:
        item.authority = service.local_authority
        item.reindexObject(idxs=["local_authority"])


def item_copied(copy, event):
    """A copy is new: nobody raised, found or answered it."""
    for name in SAID_OF_ONE:
        setattr(copy, name, None)
    copy.prepared = False
    IAnnotations(copy).pop(discrepancies.SIGHTINGS, None)


#: Fields that are true of the item itself, and of no copy.
SAID_OF_ONE = (
    "reply",
    "rule",
    "condition",
    "registered",
    "claimed",
    "response",
    "outcome",
    "raised_by",
)


def before_transition(item, event):
    """Refuse what a rule refuses: an answer without words, a parcel that is not ready."""
    transition = event.transition.id if event.transition else ""
    found = liaison.demands_of_words(transition, event.kwargs or {})
    if transition == "send":
        found += liaison.demands_of_sending(_parcel(item))
    if found:
        raise Refused(found)


def _parcel(item):
    return liaison.Parcel(item.detail, recipients.may_see_service(item), evidence.settle(item))


def after_transition(item, event):
    """Keep what was told, and settle who may read the item."""
    transition = event.transition.id if event.transition else None
    keep = KEEP.get(transition)
    if keep:
        keep(item, event.kwargs or {})
    recipients.settle(item)
    item.reindexObject()


def _answered(item, told):
    item.response = told["response"].strip()


def _closed(item, told):
    item.outcome = told["comment"].strip()


def _taken_back(item, told):
    item.prepared = False


KEEP = {
    "answer": _answered,
    "close": _closed,
    "reject": _closed,
    "reopen": _taken_back,
    "take_back": _taken_back,
}


def entry_moved(entry, event):
    """A service's or provider's state has changed: settle who reads what is about it."""
    if event.transition:
        recipients.settle_about(entry)
