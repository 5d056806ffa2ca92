"""Who comes, goes and may do what: accounts, groups, roles on a thing."""

from ccsr.policy.record import circumstances
from ccsr.policy.record.guard import unfailing
from ccsr.policy.record.pending import pending


def _id_of(principal):
    return principal if isinstance(principal, str) else principal.getId()


def _tell(kind, event, about="", **detail):
    account = _id_of(event.principal)
    pending().add(circumstances.happening(kind, None, account, **detail), f"{account}{about}")


@unfailing
def account_created(event):
    """Tell of a new account."""
    _tell("account-created", event)


@unfailing
def account_deleted(event):
    """Tell of an account that is gone."""
    _tell("account-deleted", event)


@unfailing
def account_changed(event):
    """Tell which properties of an account were changed."""
    _tell("account-changed", event, fields=sorted(getattr(event, "properties", ())))


@unfailing
def password_set(event):
    """Tell of a new password."""
    _tell("password-set", event)


@unfailing
def joined_group(event):
    """Tell of an account or group that is in a group now."""
    _tell("permission-changed", event, f"+{event.group_id}", group=event.group_id, given=True)


@unfailing
def left_group(event):
    """Tell of an account or group that is in a group no longer."""
    _tell("permission-changed", event, f"-{event.group_id}", group=event.group_id, given=False)


@unfailing
def roles_changed(event):
    """Tell of roles that were given or taken on one thing, and who has which now."""
    roles = {who: sorted(found) for who, found in event.object.get_local_roles()}
    line = circumstances.happening("permission-changed", event.object, roles=roles)
    pending().add(line)
