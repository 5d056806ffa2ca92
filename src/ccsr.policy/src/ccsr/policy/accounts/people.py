"""Every account of the site, read in bulk: no member is woken for a row of a list.

An administrator of the root of Zope is no account of the site and not among them.
"""

from ccsr.content.config import authorities
from ccsr.policy.accounts import standing
from ccsr.policy.domain import accounts as rules
from ccsr.policy.domain.accounts import Account
from ccsr.policy.groups import all_groups
from ccsr.policy.second_factor import store
from ccsr.policy.sign_in import lockout
from ccsr.policy.sign_in import sessions
from dataclasses import dataclass
from datetime import datetime
from plone import api
from Products.PluggableAuthService.plugins.ZODBRoleManager import ZODBRoleManager


#: Roles that mean something here; each comes from a group but those of administrators.
FROM_GROUPS = frozenset(role for _title, role in all_groups().values())
OF_ADMINISTRATORS = {
    kind.role: kind.token for kind in (rules.ADMINISTRATOR, rules.MANAGER) if kind.role
}


@dataclass(frozen=True)
class _Principal:
    """As much of a user as the role manager asks of one."""

    id: str

    def getId(self):
        """Return the user id."""
        return self.id


def everyone() -> list[Account]:
    """Return every account, by user id."""
    folder = api.portal.get_tool("acl_users")
    logins = {one["user_id"]: one["login_name"] for one in folder.source_users.listUserInfo()}
    members = {one["id"]: one for one in folder.mutable_properties.enumerateUsers()}
    groups = _by_member(folder.source_groups)
    kept = standing.everything()
    known = _SignIn(logins)
    return [
        _account(
            user_id,
            login,
            members.get(user_id, {}),
            groups.get(user_id, ()),
            # Its own roles only; Plone's manager adds those of groups.
            ZODBRoleManager.getRolesForPrincipal(folder.portal_role_manager, _Principal(user_id)),
            kept.get(user_id, {}),
            known,
        )
        for user_id, login in sorted(logins.items())
    ]


def outlines() -> list[Account]:
    """Return every account with no more than its times, which is quick."""
    source = api.portal.get_tool("acl_users").source_users
    kept = standing.everything()
    return [_outline(user_id, kept.get(user_id, {})) for user_id in source.listUserIds()]


def _outline(user_id, kept):
    return Account(user_id, "", "", "", **_times(kept))


def one(user_id: str) -> Account | None:
    """Return an account of the site."""
    return next((account for account in everyone() if account.id == user_id), None)


class _SignIn:
    """What the tables of signing in say of these accounts."""

    def __init__(self, logins):
        ids = list(logins)
        self.last = sessions.last_sign_in(ids)
        self.second_factor = store.which(ids)
        self.locked = lockout.locked_until(logins.values())


def _by_member(source):
    """Return the groups of each account that has any."""
    found = {}
    for group in source.getGroupIds():
        for user_id in source.getGroupMembers(group):
            found.setdefault(user_id, []).append(group)
    return found


def _account(user_id, login, member, groups, roles, kept, known):
    return Account(
        id=user_id,
        login=login,
        name=member.get("title") or login,
        mail=member.get("email", ""),
        kinds=frozenset(_kinds(groups, roles, kept)),
        authorities=tuple(gss for gss, group in _AUTHORITIES.items() if group in groups),
        providers=tuple(kept.get("providers", ())),
        stray=tuple(role for role in roles if role in FROM_GROUPS),
        signed_in=known.last.get(user_id),
        locked=login in known.locked,
        second_factor=user_id in known.second_factor,
        api=bool(kept.get("api")),
        **_times(kept),
    )


def _times(kept):
    invitation = kept.get("invitation", {})
    return {
        "invited": _time(invitation.get("at")),
        "expires": _time(invitation.get("expires")),
        "created": _time(kept.get("created")),
        "disabled": _time(kept.get("disabled", {}).get("at")),
        "reviewed": _time(kept.get("reviewed", {}).get("at")),
    }


_AUTHORITIES = {one.gss: one.group for one in authorities.ALL}


def _kinds(groups, roles, kept):
    yield from (kind.token for kind in rules.KINDS if kind.group and kind.group in groups)
    yield from (OF_ADMINISTRATORS[role] for role in roles if role in OF_ADMINISTRATORS)
    if any(group in groups for group in _AUTHORITIES.values()):
        yield rules.COMMISSIONER.token
    if kept.get("providers"):
        yield rules.CONTACT.token


def _time(text):
    return datetime.fromisoformat(text) if text else None
