"""Who may own something: the accounts that see an area."""

from AccessControl import getSecurityManager
from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_chain
from ccsr.content import _
from ccsr.content.content.area import IArea
from ccsr.content.domain.naming import alphabetic
from ccsr.content.interfaces import IAccountStanding
from dataclasses import dataclass
from plone import api
from Products.PluggableAuthService.plugins.ZODBRoleManager import ZODBRoleManager
from typing import Any
from zope.component import queryUtility
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


#: Every Plone site has these; a site of ours has groups of its own beside them.
PLONES_GROUPS = frozenset({"Administrators", "Reviewers", "Site Administrators"})


@dataclass(frozen=True)
class _Principal:
    """As much of a user or group as the role manager asks of one."""

    id: str

    def getId(self) -> str:
        """Return the id."""
        return self.id


def readers(area: Any) -> tuple[tuple[str, str], ...]:
    """Return id and full name of those who may see an area and may sign in, by name."""
    roles = set(rolesForPermissionOn("View", area))
    folder = api.portal.get_tool("acl_users")
    members = {one["id"]: one["title"] for one in folder.mutable_properties.enumerateUsers()}
    found = _in_groups(folder, roles) | _by_themselves(folder, roles)
    named = [(user, members.get(user) or user) for user in found if may_sign_in(user)]
    return tuple(sorted(named, key=lambda one: (alphabetic(one[1], None), one[0])))


def may_sign_in(user_id: str) -> bool:
    """Return whether an account is neither disabled nor only invited."""
    standing = queryUtility(IAccountStanding)
    return standing is None or bool(standing.may_sign_in(user_id))


def area_of(context: Any) -> Any:
    """Return the area that holds a thing, or that it is; None outside."""
    return next((one for one in aq_chain(context) if IArea.providedBy(one)), None)


def _in_groups(folder: Any, roles: set[str]) -> set[str]:
    groups = folder.source_groups
    held = [one for one in groups.getGroupIds() if roles & set(_roles(folder, one))]
    known = set(folder.source_users.listUserIds())
    return {user for one in held for user in groups.getGroupMembers(one) if user in known}


def _by_themselves(folder: Any, roles: set[str]) -> set[str]:
    return {one for one in folder.source_users.listUserIds() if roles & set(_roles(folder, one))}


def _roles(folder: Any, principal: str) -> tuple[str, ...]:
    # Only its own; Plone's manager adds those of groups, and wakes each to ask.
    manager = folder.portal_role_manager
    return tuple(ZODBRoleManager.getRolesForPrincipal(manager, _Principal(principal)))


def _terms(area: Any) -> SimpleVocabulary:
    may = area is not None and getSecurityManager().checkPermission("View", area)
    found = readers(area) if may else ()
    return SimpleVocabulary([SimpleTerm(id, id, name) for id, name in found])


@provider(IVocabularyFactory)
def people(context: Any) -> SimpleVocabulary:
    """Return the people of the area that the context is in; nobody to who may not see it."""
    return _terms(area_of(context))


@provider(IVocabularyFactory)
def people_of_governance(context: Any) -> SimpleVocabulary:
    """Return the people of the governance area."""
    return _terms(api.portal.get().get("governance"))


@provider(IVocabularyFactory)
def people_of_readiness(context: Any) -> SimpleVocabulary:
    """Return the people of the readiness area."""
    return _terms(api.portal.get().get("readiness"))


def members(group: str) -> list[str]:
    """Return the ids of the accounts in a group."""
    folder = api.portal.get_tool("acl_users")
    known = set(folder.source_users.listUserIds())
    return [one for one in folder.source_groups.getGroupMembers(group) if one in known]


#: Names of the portal's own groups, in both languages.
GROUPS = {
    "officers": _("group_officers", default="CCSR officers"),
    "reviewers": _("group_reviewers", default="Reviewers"),
    "inspectorate": _("group_inspectorate", default="Inspectorate"),
    "working-party": _("group_working_party", default="Working party"),
}


def groups_of(area: Any) -> list[tuple[str, str]]:
    """Return id and title of the groups that may see an area; none to who may not see it."""
    if area is None or not getSecurityManager().checkPermission("View", area):
        return []
    roles = set(rolesForPermissionOn("View", area))
    folder = api.portal.get_tool("acl_users")
    own = [one for one in folder.source_groups.getGroupIds() if one not in PLONES_GROUPS]
    held = [one for one in own if roles & set(_roles(folder, one))]
    titles = {one: folder.source_groups.getGroupInfo(one)["title"] or one for one in held}
    held.sort(key=lambda one: titles[one].casefold())
    return [(one, GROUPS.get(one, titles[one])) for one in held]
