"""One entry becomes true in the register; the same way back is how it is undone.

What is of the registration is a RegistrationEvent, which changes the service once it
is shared; what describes is edited. A change is made only where the register still
says what the comparison found.
"""

from ccsr.content import _
from ccsr.content.content import event
from ccsr.content.content.provider import IProvider
from ccsr.content.content.service import IService
from ccsr.content.domain.importing import fields
from ccsr.content.domain.importing.fields import is_same
from ccsr.content.importing import known
from plone import api
from zope.event import notify
from zope.i18nmessageid import Message
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent


#: The kind of event that a status is, by the one before where that matters.
STATUS_EVENTS = {
    "suspended": "suspended",
    "dormant": "dormant",
    "refused": "refused",
    "applied": "applied",
    "cancellation_proposed": "cancellation_proposed",
    "cancelled_voluntary": "cancelled_voluntary",
    "cancelled_enforced": "cancelled_enforced",
}
TO_REGISTERED = {None: "new", "applied": "new", "suspended": "suspension_lifted"}
BETWEEN_NAMES = "; "
LONGEST_NAMES = 500


class Left(Exception):
    """An entry that is not applied; ``message`` says why."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


def thing_of(uid):
    """Return a thing of the register by UID; raise Left where who applies sees none."""
    found = api.content.find(UID=uid) if uid else ()
    if not found:
        raise Left(GONE)
    return found[0].getObject()


def change(uid, name, old, new, day, detail=""):
    """Set a field from one value to another; return what undoing it needs."""
    thing = thing_of(uid)
    own = fields.OF_PROVIDER.get(name, name) if IProvider.providedBy(thing) else name
    now = known.value(thing, own)
    if is_same(name, now, new):
        return ()
    if not is_same(name, now, old):
        raise Left(Message(CHANGED_SINCE, mapping={"value": _said(now)}))
    if own in fields.OF_REGISTRATION and IService.providedBy(thing):
        record(thing, own, old, new, day, detail)
    else:
        edit(thing, **{own: new})
    return (("change", uid, name, old, new),)


def record(service, name, old, new, day, detail=""):
    """Record a change of the registration; a draft has the value at once."""
    event.record(
        service,
        kind_of(name, old, new),
        effective=day,
        places=new if name == "places" else None,
        detail=detail,
        changes={name: (old, new)},
    )
    if is_same(name, known.value(service, name), new):
        return
    if api.content.get_state(service) == "shared":
        raise Left(LATER)
    # A service that is not shared waits for nobody to share its events.
    edit(service, **{name: new})


def kind_of(name, old, new):
    """Return the kind of event that a change is."""
    if name == "registration_status":
        return STATUS_EVENTS.get(new) or TO_REGISTERED.get(old, "reopened")
    return "places_changed" if name == "places" else "conditions_changed"


def edit(thing, **values):
    """Set fields as an edit by hand does."""
    schema = IService if IService.providedBy(thing) else IProvider
    for name, value in values.items():
        setattr(thing, name, list(value) if isinstance(value, tuple) else value)
    notify(ObjectModifiedEvent(thing, Attributes(schema, *values)))


def rename(uid, old, new):
    """Give a new name; a service keeps its old one among its others."""
    thing = thing_of(uid)
    if is_same("title", thing.title, new):
        return ()
    if not is_same("title", thing.title, old):
        raise Left(Message(CHANGED_SINCE, mapping={"value": thing.title}))
    values = {"title": new}
    before = getattr(thing.aq_base, "also_known_as", None)
    if IService.providedBy(thing):
        values["also_known_as"] = _with_name(before, thing.title, new)
    edit(thing, **values)
    return (("rename", uid, old, new, before),)


def add_names(uid, names):
    """Add names to those that a service is also known by; none is taken away."""
    service = thing_of(uid)
    before = service.also_known_as
    if fields.says("also_known_as", before, names):
        return ()
    after = _with_names(before, names)
    edit(service, also_known_as=after)
    return (("names", uid, before, after),)


def _with_names(names, more):
    found = [one.strip() for one in (names or "").split(";") if one.strip()]
    for one in more.split(";"):
        if not any(is_same("title", one, each) for each in found):
            found.append(one.strip())
    return BETWEEN_NAMES.join(found)[:LONGEST_NAMES]


def _with_name(names, old, new):
    parts = [part for part in (names or "").split(BETWEEN_NAMES) if part]
    kept = [part for part in parts if not is_same("title", part, new)]
    if not any(is_same("title", part, old) for part in kept):
        kept.append(old)
    return BETWEEN_NAMES.join(kept)[:LONGEST_NAMES] or None


def renumber(uid, old, new, day):
    """Give a service a new number; it keeps the old one among its earlier ones."""
    service = thing_of(uid)
    if not is_same("urn", service.urn, old):
        raise Left(Message(CHANGED_SINCE, mapping={"value": service.urn or ""}))
    former = tuple(service.former_urns or ())
    event.record(service, "details_changed", effective=day, changes={"urn": (old, new)})
    edit(service, urn=new, former_urns=(*former, old))
    return (("renumber", uid, old, new, former),)


def _said(value):
    return ", ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


GONE = _("import_gone", default="It is not in the register any more.")
LATER = _(
    "import_later_event",
    default="An event of a later day says otherwise, so that it counts.",
)
CHANGED_SINCE = _(
    "import_changed_since",
    default="Somebody has changed it since the comparison: it now says “${value}”.",
)
