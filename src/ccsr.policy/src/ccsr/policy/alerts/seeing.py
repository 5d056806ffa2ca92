"""What an account may see of what it is told of, at this moment."""

from ccsr.content.domain.naming import title_in
from collections.abc import Collection
from dataclasses import dataclass
from plone import api


@dataclass(frozen=True)
class Seen:
    """A thing that the account may open: its address below the site, and its service's name."""

    uid: str
    path: str
    service: str


def seen(uids: Collection[str], language: str) -> dict[str, Seen]:
    """Return what whoever asks may see of things, by UID."""
    if not uids:
        return {}
    catalog = api.portal.get_tool("portal_catalog")
    root = "/".join(api.portal.get().getPhysicalPath())
    found = {}
    for brain in catalog.searchResults(UID=list(uids)):
        title = brain.Title, getattr(brain, "title_cy", None) or None
        if brain.portal_type not in ("Service", "Provider"):
            holder = getattr(brain, "service_ref", None) or ("", "", "")
            title = holder[1], holder[2] or None
        path = brain.getPath().removeprefix(root)
        found[brain.UID] = Seen(brain.UID, path, title_in(language, *title))
    return found
