"""The history of a service's registration: what it is told from, and how events change it.

Events are read from the service itself, not from the catalog: what the register
says does not depend on who asks, and a concealed event has happened.
"""

from ccsr.content.content import closing
from ccsr.content.content import kept
from ccsr.content.content import wordings
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.content.event import IRegistrationEvent
from ccsr.content.content.past import was_shared
from ccsr.content.content.service import IService
from ccsr.content.domain import dates
from ccsr.content.domain import history
from ccsr.content.domain.history import Base
from ccsr.content.domain.history import Entry
from ccsr.content.domain.wordings import IMPOSE
from ccsr.content.domain.wordings import REMOVE
from ccsr.content.domain.wordings import VARY
from ccsr.content.noted import note
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from plone.dexterity.utils import createContentInContainer
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent


#: On a service: its ``Ledger``.
KEY = "ccsr.content.history"
#: On the site: day and UID of every service that an event will change on a day to come.
COMING = "ccsr.content.coming_events"


@dataclass(frozen=True)
class Ledger:
    """What was first told, what was edited by hand since, and what was seen last."""

    base: Base
    seen: dict[str, Any]
    edits: tuple[Entry, ...] = field(default=())


# -- what it is told from ---------------------------------------------------


def base(service):
    """Return what the register was first told of a service."""
    ledger = IAnnotations(service).get(KEY)
    found = ledger.base if ledger else _first(service)
    return replace(found, since=service.registered_on)


def entries(service):
    """Return all that the register learned of a service since, in no order."""
    ledger = IAnnotations(service).get(KEY)
    edits = ledger.edits if ledger else ()
    return [*edits, *(entry(event) for event in shared_events(service))]


def shared_events(service):
    """Return the events that were ever shared; concealing one changes nothing of the register."""
    return [
        one
        for one in service.objectValues()
        if IRegistrationEvent.providedBy(one) and one.effective and was_shared(one)
    ]


def entry(event):
    """Return what an event tells."""
    changes = {name: new for name, (_old, new) in event.changes.items()}
    if event.places is not None:
        changes["places"] = event.places
    return Entry(event.effective, _shared_at(event), event.kind, changes, IUUID(event))


def _shared_at(event):
    steps = [step for one in event.workflow_history.values() for step in one]
    first = next(step["time"] for step in steps if step.get("action") == "share")
    return first.asdatetime().astimezone(UTC)


def standing(service, day):
    """Return the ``domain.history.Standing`` of a service on a day."""
    return history.standing(base(service), entries(service), day)


def conditions(service):
    """Return the ``domain.wordings.Condition`` values of a service."""
    found = filter(IRegistrationCondition.providedBy, service.objectValues())
    return [wordings.told(one) for one in found]


# -- edits by hand ----------------------------------------------------------


def _values(service):
    return {name: getattr(service, name) for name in history.TRACKED}


def _first(service):
    return Base(_values(service), service.registered_on, dates.today())


def keep(service):
    """Keep what was edited by hand; until it is shared, a service has no history."""
    marks = IAnnotations(service)
    ledger, now = marks.get(KEY), _values(service)
    if ledger is None or not (was_shared(service) or shared_events(service)):
        marks[KEY] = Ledger(_first(service), now)
    elif ledger.seen != now:
        changes = {name: value for name, value in now.items() if ledger.seen[name] != value}
        edit = Entry(dates.today(), datetime.now(UTC), "", changes)
        edits = () if getattr(service, "_v_applying", False) else (edit,)
        marks[KEY] = replace(ledger, seen=now, edits=(*ledger.edits, *edits))


@contextmanager
def _applying(service):
    service._v_applying = True
    try:
        yield
    finally:
        service._v_applying = False


# -- applying events --------------------------------------------------------


def apply(service, day=None):
    """Bring a service to what its events say by a day; return the fields that changed.

    Applying twice changes nothing more.
    """
    day = day or dates.today()
    due = [one for one in shared_events(service) if one.effective <= day and not one.applied]
    if not due:
        return []
    due.sort(key=lambda event: (event.effective, _shared_at(event)))
    for event in due:
        _apply_conditions(service, event)
        event.applied = True
    changed = _change(service, _wanted(service, due, day))
    for event in due:
        note("event-applied", event, fields=sorted(changed))
    return sorted(changed)


def _wanted(service, due, day):
    """Return the values that due events call for, by field; a later event's before theirs."""
    found = standing(service, day).values
    told = [entry(event) for event in due]
    names = {name for one in told for name in history.sets(one, None, "")}
    wanted = {name: found[name] for name in names if name in found}
    first = next((one for one in told if one.kind == "new"), None)
    if first and not service.registered_on:
        wanted["registered_on"] = first.effective
    return wanted


def _change(service, wanted):
    changed = {
        name: value
        for name, value in wanted.items()
        if name in IService and getattr(service, name) != value
    }
    if not changed:
        return changed
    if service.urn and "urn" in changed and service.urn not in service.former_urns:
        changed["former_urns"] = [*service.former_urns, service.urn]
    for name, value in changed.items():
        setattr(service, name, value)
    _note_closed(service)
    with _applying(service):
        notify(ObjectModifiedEvent(service, Attributes(IService, *changed)))
    return changed


def _note_closed(service):
    """Say since when it is closed: from the day of the event, not of its arrival."""
    source = standing(service, dates.today()).sources.get(history.STATUS)
    closing.note(service, source.effective if source else None)


def _apply_conditions(service, event):
    for change in event.conditions:
        DO[change.action](service, event, change)


def _impose(service, event, change):
    createContentInContainer(
        service,
        "RegistrationCondition",
        checkConstraints=False,
        kind=change.kind,
        text=change.text,
        imposed=event.effective,
        **change.values,
    )


def _vary(service, event, change):
    condition = _condition(service, change.uid)
    if condition is not None:
        wordings.vary(condition, event.effective, change.text, dict(change.values))


def _remove(service, event, change):
    condition = _condition(service, change.uid)
    if condition is not None:
        wordings.remove(condition, event.effective)


def _condition(service, uid):
    found = filter(IRegistrationCondition.providedBy, service.objectValues())
    return next((one for one in found if IUUID(one) == uid), None)


DO = {IMPOSE: _impose, VARY: _vary, REMOVE: _remove}


# -- days to come -----------------------------------------------------------


def shared(event):
    """Apply an event that was shared, or keep it for its day."""
    service = event.__parent__
    if event.effective > dates.today():
        kept.tree(COMING)[(event.effective, IUUID(event))] = IUUID(service)
    else:
        apply(service)


def coming(day):
    """Return the UIDs of the services that an event changes by a day, by the key of the event."""
    found = kept.read(COMING)
    return {key: uid for key, uid in found.items() if key[0] <= day} if found else {}


def come(key):
    """Forget an event whose day has come."""
    del kept.tree(COMING)[key]
