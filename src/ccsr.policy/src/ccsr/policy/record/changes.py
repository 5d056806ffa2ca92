"""What is created, changed, moved, deleted or goes to another state, and settings.

A line tells which fields or settings changed, not what stood or stands in them.
"""

from ccsr.policy.record import circumstances
from ccsr.policy.record.guard import unfailing
from ccsr.policy.record.pending import pending
from zope.container.interfaces import IContainerModifiedEvent
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from zope.lifecycleevent.interfaces import IObjectRemovedEvent


@unfailing
def added(thing, event):
    """Tell of a new thing."""
    pending().add(circumstances.happening("created", thing), thing=thing)


@unfailing
def modified(thing, event):
    """Tell of an edit, not of a child that came or went."""
    if IContainerModifiedEvent.providedBy(event):
        return
    names = {name.rpartition(".")[2] for one in event.descriptions for name in _names(one)}
    line = circumstances.happening("changed", thing, fields=sorted(names))
    pending().add(line, thing=thing)


def _names(description):
    return getattr(description, "attributes", ())


@unfailing
def moved(thing, event):
    """Tell of another place or name, of what was moved and not of what is below."""
    if IObjectAddedEvent.providedBy(event) or IObjectRemovedEvent.providedBy(event):
        return
    if event.object is thing:
        before = f"{circumstances.path_of(event.oldParent).rstrip('/')}/{event.oldName}"
        pending().add(circumstances.happening("moved", thing, before=before), thing=thing)


@unfailing
def removed(thing, event):
    """Tell of what is deleted, and of each thing in it."""
    pending().add(circumstances.happening("deleted", thing))


@unfailing
def passed_on(thing, event):
    """Tell of a transition, with its comment."""
    if event.transition is None:
        return
    told = {name: str(value) for name, value in (event.kwargs or {}).items() if value}
    line = circumstances.happening(
        "transition",
        thing,
        transition=event.transition.id,
        before=event.old_state.getId(),
        after=event.new_state.getId(),
        **{name: told[name] for name in ("comment", "review_date") if name in told},
    )
    pending().add(line, f"{line.uid} {event.transition.id}")


@unfailing
def setting_changed(event):
    """Tell which settings were changed; their values may be secrets."""
    if event.oldValue != event.newValue:
        names = [event.record.__name__]
        pending().add(circumstances.happening("settings-changed", settings=names), "settings")
