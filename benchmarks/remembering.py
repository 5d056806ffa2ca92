"""What the catalog asks of a document, asked once where many documents answer alike.

A catalog asks a document some hundred times, half of them for what its service
says. Filling a portal asks the real indexers for those once a service, kind and
state. ``alike.check_sample`` compares what came of it with what the plain way gives.
"""

from plone.indexer.interfaces import IIndexableObjectWrapper
from zope.interface import implementer


#: What documents of one service, kind and state say alike.
ALIKE = frozenset(
    [
        "Creator",
        "Description",
        "ExpirationDate",
        "Subject",
        "Type",
        "allowedRolesAndUsers",
        "annual_due",
        "capacity",
        "cmf_uid",
        "commentators",
        "concealed_on",
        "condition_removed",
        "end",
        "exclude_from_nav",
        "expires",
        "getIcon",
        "getRawRelatedItems",
        "getRemoteUrl",
        "hasPreviewImage",
        "has_vacancies",
        "image_scales",
        "in_reply_to",
        "is_default_page",
        "is_folderish",
        "listCreators",
        "local_authority",
        "location",
        "meta_type",
        "mime_type",
        "needs",
        "object_provides",
        "places",
        "portal_type",
        "provider_ref",
        "region",
        "registration_status",
        "review_due",
        "review_state",
        "sector",
        "service_ref",
        "service_type",
        "sharing_stops",
        "start",
        "sync_uid",
        "title_cy",
        "total_comments",
        "urn",
    ]
)
MISSING = object()


@implementer(IIndexableObjectWrapper)
class Remembering:
    """Stands for a document before its catalog; `shared` are the answers known already."""

    def __init__(self, wrapper, names, shared):
        self._wrapper = wrapper
        self._names = names
        self._shared = shared
        self._own = {}

    def __getattr__(self, name):
        if name not in self._names:
            return getattr(self._wrapper, name)
        known = self._shared if name in ALIKE else self._own
        if name not in known:
            known[name] = _answer(self._wrapper, name)
        if known[name] is MISSING:
            raise AttributeError(name)
        return known[name]


def _answer(wrapper, name):
    value = getattr(wrapper, name, MISSING)
    return value() if callable(value) else value


def names_asked(catalog):
    """Return the names of what a catalog asks by attribute."""
    indexes = catalog._catalog.indexes.values()
    sources = {name for index in indexes for name in index.getIndexSourceNames()}
    return (sources | set(catalog.schema())) - {"path", "getPhysicalPath"}
