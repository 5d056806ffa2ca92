"""Groups: each gives its members one role of the portal (DOMAIN: people)."""

from ccsr.content.config import authorities
from plone import api


#: Group id → title and role.
STAFF_GROUPS = {
    "officers": ("CCSR officers", "CCSR Officer"),
    "reviewers": ("Reviewers", "Reviewer"),
    "inspectorate": ("Inspectorate", "Inspectorate"),
    "working-party": ("Working party", "Working Party Member"),
}


def all_groups() -> dict[str, tuple[str, str]]:
    """Return every group: id → title and role."""
    placing = {one.group: (one.name_en, "Commissioner") for one in authorities.ALL}
    return {**STAFF_GROUPS, **placing}


def ensure_groups() -> None:
    """Create the groups that are missing and give each its role."""
    for group_id, (title, role) in all_groups().items():
        if api.group.get(group_id) is None:
            api.group.create(groupname=group_id, title=title, roles=[role])
