"""What an administrator changes on an account. Whether they may, the caller has asked."""

from ccsr.content.config import authorities
from ccsr.policy.accounts import contacts
from ccsr.policy.accounts import making
from ccsr.policy.accounts import standing
from ccsr.policy.domain import accounts as rules
from ccsr.policy.groups import all_groups
from ccsr.policy.sign_in import sessions
from plone import api


def give(user_id: str, kinds: set[str], gss: str, providers: list[str]) -> None:
    """Make an account what these kinds say, and nothing else.

    ``providers`` are UIDs. Roles of the portal that came from no group are taken.
    """
    _put_into_groups(user_id, _groups(kinds, gss))
    _give_roles(user_id, {rules.BY_TOKEN[kind].role for kind in kinds})
    _make_contact(user_id, set(providers) if rules.CONTACT.token in kinds else set())


def _groups(kinds, gss):
    found = {rules.BY_TOKEN[kind].group for kind in kinds} - {""}
    if rules.COMMISSIONER.token in kinds:
        found.add(authorities.BY_GSS[gss].group)
    return found


def _put_into_groups(user_id, wanted):
    source = api.portal.get_tool("acl_users").source_groups
    for group in all_groups():
        if group in wanted:
            source.addPrincipalToGroup(user_id, group)
        elif user_id in source.getGroupMembers(group):
            source.removePrincipalFromGroup(user_id, group)


def _give_roles(user_id, wanted):
    manager = api.portal.get_tool("acl_users").portal_role_manager
    ours = {role for _title, role in all_groups().values()} | {rules.ADMINISTRATOR.role}
    for role in ours:
        if role in wanted:
            manager.assignRoleToPrincipal(role, user_id)
        else:
            manager.removeRoleFromPrincipal(role, user_id)


def _make_contact(user_id, wanted):
    held = set(standing.kept(user_id).get("providers", ()))
    for uid in held - wanted:
        provider = provider_of(uid)
        if provider is not None:
            contacts.remove(provider, user_id)
    for uid in wanted - held:
        making.assign_provider(api.user.get(userid=user_id).getUserName(), provider_of(uid))
    if held - wanted:
        # Of a provider that is gone, nothing else would take the word.
        standing.keep(user_id, providers=sorted(wanted) or None)


def provider_of(uid: str):
    """Return the provider with a UID that the reader may see, else None."""
    found = api.portal.get_tool("portal_catalog").searchResults(UID=uid)
    return found[0].getObject() if found else None


def rename(user_id: str, name: str, mail: str) -> None:
    """Change name and address; who signs in with the address signs in with the new one."""
    member = api.user.get(userid=user_id)
    member.setMemberProperties({"fullname": name, "email": mail})


def disable(user_id: str, reason: str) -> None:
    """Let an account sign in no more, and end what sessions it has."""
    by = api.user.get_current().getId() or ""
    standing.keep(user_id, disabled={"at": standing.now(), "by": by, "reason": reason})
    sessions.end_all(user_id)


def enable(user_id: str) -> None:
    """Let a disabled account sign in again, with the password that it had."""
    sessions.end_all(user_id)
    standing.keep(user_id, disabled=None)


def review(user_id: str) -> None:
    """Keep that somebody looked at an account and left it as it is."""
    by = api.user.get_current().getId() or ""
    standing.keep(user_id, reviewed={"at": standing.now(), "by": by})
