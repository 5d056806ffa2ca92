"""What joins services: one follows another, and a provider takes one over."""

from ccsr.content import _
from ccsr.content.content import succession
from ccsr.content.content.service import IService
from ccsr.content.domain.importing.fields import is_same
from ccsr.content.importing.changing import Left
from ccsr.content.importing.changing import thing_of
from ccsr.content.importing.making import by_number
from plone import api
from plone.uuid.interfaces import IUUID
from zope.i18nmessageid import Message


def follow(uid, number):
    """Note that the service with a number follows another; return what undoing needs."""
    before, after = thing_of(uid), by_number(IService, number)
    if after is None:
        raise Left(Message(NO_NEW, mapping={"number": number}))
    if IUUID(after) in succession.uids(before, succession.LATER):
        return ()
    succession.link(before, after)
    return (("follow", IUUID(before), IUUID(after)),)


def part(uid, other):
    """Take back that one service follows another."""
    succession.unlink(thing_of(uid), thing_of(other))


def hand_over(providers, uid, values, old):
    """Move a service to another provider; return what undoing needs.

    Under a provider that is not shared a shared service would be hidden, so it stays
    until somebody has shared the new one.
    """
    service = thing_of(uid)
    present = service.__parent__
    if not is_same("title", present.title, old):
        raise Left(Message(MOVED_SINCE, mapping={"provider": present.title}))
    provider = providers.find(values)
    if provider is None:
        raise Left(Message(NO_PROVIDER_YET, mapping={"provider": values.get("provider") or ""}))
    if provider is present:
        return ()
    if "shared" in _states(service) and "shared" not in _states(provider):
        raise Left(Message(NOT_SHARED, mapping={"provider": provider.title}))
    move(service, provider)
    return (("move", uid, IUUID(present)),)


def _states(thing):
    return {api.content.get_state(thing, None)}


def move(service, provider):
    """Put a service into another provider's folder, if who applies may change both.

    To take a service out of a folder counts as deleting it, which nobody but managers
    may where it is shared; here it is nowhere gone.
    """
    for thing, permission in (
        (service, "Modify portal content"),
        (provider, "ccsr.content: Add Service"),
    ):
        if not api.user.has_permission(permission, obj=thing):
            raise Left(MAY_NOT)
    # Both were asked above; only to take it out of its folder is more needed.
    with api.env.adopt_roles(["Manager"]):
        api.content.move(service, provider)


NO_NEW = _("import_no_successor", default="There is no service with the number ${number} yet.")
MOVED_SINCE = _(
    "import_moved_since", default="It belongs to “${provider}” by now, so it was left there."
)
NO_PROVIDER_YET = _(
    "import_no_provider_yet",
    default="There is no provider “${provider}” in the register. Add and share it, then compare "
    "once more.",
)
NOT_SHARED = _(
    "import_provider_not_shared",
    default="“${provider}” is not shared, so the service would be hidden. Share it, then compare "
    "once more.",
)
MAY_NOT = _("import_may_not_move", default="You may not move it.")
