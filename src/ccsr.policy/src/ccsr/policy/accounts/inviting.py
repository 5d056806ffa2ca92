"""Invitations: an account that waits for its person, and the link that hands it over.

The link is good once and for a week, and only its hash is kept. The user id is
random and never shown, so that an address or a name in the record leads to nobody
else when it is given to somebody else later; one signs in with the e-mail address.
"""

from ccsr.policy.accounts import changing
from ccsr.policy.accounts import standing
from ccsr.policy.address import site_address
from ccsr.policy.domain import invitations as rules
from ccsr.policy.sign_in import hashing
from datetime import datetime
from datetime import UTC
from functools import cache
from hashlib import sha256
from plone import api
from Products.PluggableAuthService.events import PrincipalCreated
from zope.event import notify

import hmac
import secrets


#: Between user id and secret of a link.
SEPARATOR = "."
PAGE = "accept-invitation"


def is_login(name: str) -> bool:
    """Return whether somebody signs in with this name."""
    source = api.portal.get_tool("acl_users").source_users
    return bool(source.enumerateUsers(login=name, exact_match=True))


def addresses() -> dict[str, str]:
    """Return the user id of each e-mail address and login name in use, in lower case."""
    folder = api.portal.get_tool("acl_users")
    members = folder.mutable_properties.enumerateUsers()
    found = {one["email"].lower(): one["id"] for one in members if one["email"]}
    logins = folder.source_users.listUserInfo()
    return found | {one["login_name"].lower(): one["user_id"] for one in logins}


def invite(invitation: rules.Invitation) -> tuple[str, str]:
    """Make the account of a checked invitation; return its user id and the link's secret."""
    user_id = secrets.token_hex(8)
    folder = api.portal.get_tool("acl_users")
    folder.source_users.addUser(user_id, invitation.mail, _nobodys_password())
    folder.portal_role_manager.assignRoleToPrincipal("Member", user_id)
    api.user.get(userid=user_id).setMemberProperties(
        {
            "email": invitation.mail,
            "fullname": invitation.name,
            "language": invitation.language,
        }
    )
    notify(PrincipalCreated(folder.getUserById(user_id)))
    standing.keep(user_id, created=standing.now())
    changing.give(
        user_id,
        {invitation.role},
        invitation.authority,
        [invitation.provider] if invitation.provider else [],
    )
    return user_id, renew(user_id, invitation.language)


@cache
def _nobodys_password():
    """Return what is kept of a password that nobody knows; the account opens by its link only.

    One for all, since making it is slow on purpose.
    """
    return hashing.encoded(secrets.token_urlsafe(32))


def renew(user_id: str, language: str) -> str:
    """Give an invitation a new link; the old one is over. Return the link's secret."""
    secret = secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    standing.keep(
        user_id,
        invitation={
            "at": now.isoformat(timespec="seconds"),
            "expires": (now + rules.HOLDS).isoformat(timespec="seconds"),
            "by": api.user.get_current().getId() or "",
            "hash": _hash(secret),
            "language": language,
        },
    )
    return f"{user_id}{SEPARATOR}{secret}"


def void(user_id: str) -> None:
    """End the link of an invitation, which stays."""
    standing.keep(user_id, invitation={**standing.kept(user_id)["invitation"], "hash": ""})


def link(token: str) -> str:
    """Return the address that a token is sent as."""
    return f"{site_address()}/{PAGE}/{token}"


def invited_by(token: str) -> str | None:
    """Return the user id of whom a link invites; None where it is used up, over or wrong."""
    user_id, _separator, secret = token.partition(SEPARATOR)
    record = standing.kept(user_id)
    invitation = record.get("invitation")
    if not invitation or "disabled" in record:
        return None
    is_right = hmac.compare_digest(invitation["hash"], _hash(secret))
    is_over = datetime.fromisoformat(invitation["expires"]) <= datetime.now(UTC)
    return user_id if is_right and not is_over else None


def accept(user_id: str, password: str) -> None:
    """Give an invited account the password that its person chose; the link is used up."""
    api.portal.get_tool("acl_users").userSetPassword(user_id, password)
    standing.keep(user_id, invitation=None, accepted=standing.now())


def withdraw(user_id: str) -> None:
    """Delete an account whose invitation was not taken up; nothing is anybody's yet."""
    changing.give(user_id, set(), "", [])
    # Not by plone.api, which asks for a permission that is the root's alone.
    api.portal.get_tool("portal_memberdata").deleteMemberData(user_id)
    api.portal.get_tool("acl_users")._doDelUser(user_id)


def _hash(secret):
    return sha256(secret.encode()).hexdigest()
