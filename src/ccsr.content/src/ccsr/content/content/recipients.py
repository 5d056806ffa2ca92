"""Whether the inspectorate may read a liaison item: it was sent, and its service is theirs to see.

The inspectorate's role opens no item by itself. Its group is given a role on each item
that it may read, and loses it again when the service is hidden.
"""

from AccessControl.PermissionRole import rolesForPermissionOn
from ccsr.content.content.liaison import TYPE
from ccsr.content.content.way import steps
from ccsr.content.domain import liaison
from ccsr.content.interfaces import IRegisterEntry
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any


GROUP = "inspectorate"
#: What the group is given on an item; the workflow says in which states it opens it.
READER = "Reader"
ROLE = "Inspectorate"


def settle(item: Any) -> None:
    """Give or take the inspectorate's way to an item."""
    should = liaison.was_sent(steps(item)) and may_see_service(item)
    if should == (READER in item.get_local_roles_for_userid(GROUP)):
        return
    if should:
        item.manage_setLocalRoles(GROUP, [READER])
    else:
        item.manage_delLocalRoles([GROUP])
    item.reindexObjectSecurity()


def settle_about(entry: Any) -> None:
    """Settle every item about a service, or about the services of a provider."""
    inside = [child for child in entry.objectValues() if IRegisterEntry.providedBy(child)]
    for one in (entry, *inside):
        for item in _about(one):
            settle(item)


def may_see_service(item: Any) -> bool:
    """Return whether the inspectorate may see the service; also where there is none."""
    if not item.service:
        return True
    service = service_of(item)
    return service is not None and all(
        ROLE in rolesForPermissionOn("View", one) for one in _entries(service)
    )


def _entries(service: Any) -> list[Any]:
    return [one for one in service.aq_chain if IRegisterEntry.providedBy(one)]


def _about(service: Any) -> list[Any]:
    catalog = api.portal.get_tool("portal_catalog")
    # Not an answer to a user: whoever hides a service may not see all that is about it.
    found = catalog.unrestrictedSearchResults(portal_type=TYPE, liaison_service=IUUID(service, ""))
    return [brain._unrestrictedGetObject() for brain in found]


def service_of(item: Any) -> Any:
    """Return the service that an item is about, None where there is none; for no reader's eyes."""
    if not item.service:
        return None
    catalog = api.portal.get_tool("portal_catalog")
    # Not an answer to a user: who may read the item depends on a service that they may not see.
    found = catalog.unrestrictedSearchResults(UID=item.service)
    return found[0]._unrestrictedGetObject() if found else None
