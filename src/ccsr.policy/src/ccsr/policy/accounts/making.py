"""Accounts and what they may see: an authority for commissioners, a provider for contacts."""

from ccsr.content.config.authorities import BY_GSS
from ccsr.policy.accounts import contacts
from ccsr.policy.accounts import standing
from plone import api as plone_api

import secrets


#: Without look-alikes, so that a password can be read out.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_password(length: int = 14) -> str:
    """Return a random password."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def ensure_administrator(app, password: str) -> None:
    """Give the root of Zope one administrator, ``admin``, with this password."""
    folder = app.acl_users
    if "admin" in folder.users.listUserIds():
        folder.users.updateUserPassword("admin", password)
    else:
        folder.users.addUser("admin", "admin", password)
        folder.roles.assignRoleToPrincipal("Manager", "admin")


def create(
    username: str,
    fullname: str,
    email: str,
    password: str,
    group: str | None = None,
    api: bool = False,
):
    """Create an account, put it into a group and return it; ``api`` lets it use HTTP Basic."""
    user = plone_api.user.create(
        username=username,
        email=email,
        password=password,
        properties={"fullname": fullname},
    )
    if group:
        plone_api.group.add_user(groupname=group, username=username)
    standing.keep(user.getId(), created=standing.now(), api=api or None)
    return user


def assign_authority(username: str, gss: str) -> None:
    """Make an account a commissioner of a local authority."""
    plone_api.group.add_user(groupname=BY_GSS[gss].group, username=username)


def assign_provider(username: str, provider) -> None:
    """Make an account a contact of one provider, and of what is in it."""
    plone_api.user.grant_roles(username=username, roles=["Provider Contact"], obj=provider)
    provider.reindexObjectSecurity()
    contacts.keep(provider)
