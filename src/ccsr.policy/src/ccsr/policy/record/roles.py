"""Roles that an account or a group has everywhere: no event tells of them, so their plugin does.

Each function stands in the place of a method of the plugin (``configure.zcml``) and
calls it.
"""

from ccsr.policy.record import circumstances
from ccsr.policy.record.guard import unfailing
from ccsr.policy.record.pending import pending
from contextlib import contextmanager


#: Whoever has an account has these.
EVERYBODYS = {"Authenticated", "Member"}


def assign_role(self, role_id, principal_id):
    """Give one role."""
    with _told(self, principal_id):
        return self._old_assignRoleToPrincipal(role_id, principal_id)


def remove_role(self, role_id, principal_id):
    """Take one role."""
    with _told(self, principal_id):
        return self._old_removeRoleFromPrincipal(role_id, principal_id)


def assign_roles(self, roles, principal_id, REQUEST=None):
    """Give these roles and no other."""
    with _told(self, principal_id):
        return self._old_assignRolesToPrincipal(roles, principal_id, REQUEST=REQUEST)


@contextmanager
def _told(plugin, principal_id):
    before = _roles(plugin, principal_id)
    yield
    _tell(principal_id, before, _roles(plugin, principal_id))


def _roles(plugin, principal_id):
    return {*plugin._principal_roles.get(principal_id, ())} - EVERYBODYS


@unfailing
def _tell(principal_id, before, after):
    if before != after:
        line = circumstances.happening(
            "permission-changed", None, principal_id, roles=sorted(after), before=sorted(before)
        )
        pending().add(line, f"{principal_id} roles")
