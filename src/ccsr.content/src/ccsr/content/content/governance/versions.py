"""Versions of the protocol: the one in force, those before it, and a new one as its copy (9.1)."""

from ccsr.content.content.governance.clause import IClause
from ccsr.content.content.governance.protocol import clauses
from ccsr.content.content.governance.protocol import IProtocol
from ccsr.content.domain.governance.protocols import next_version
from ccsr.content.domain.governance.protocols import number_key
from datetime import date
from plone import api
from plone.dexterity.utils import createContent
from plone.dexterity.utils import createContentInContainer
from zope.schema import getFieldNames


IN_FORCE, DRAFT, SUPERSEDED = "in_force", "draft", "superseded"
#: What a new version begins without: it has yet to be agreed.
AGREED_ANEW = ("in_force_from", "review_on", "approvals", "version", "signatories")


def all_versions(**query):
    """Return the versions that whoever asks may see, the latest first; they are few, and woken."""
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.searchResults(object_provides=IProtocol.__identifier__, **query)
    return sorted((brain.getObject() for brain in found), key=_place, reverse=True)


def _place(version):
    return version.in_force_from or date.max, number_key(version.version), version.getId()


def in_force():
    """Return the version in force that whoever asks may see, or None."""
    return next(iter(all_versions(review_state=IN_FORCE)), None)


def drafts():
    """Return the versions that are being drafted and that whoever asks may see."""
    return all_versions(review_state=DRAFT)


def before(version):
    """Return the version that was in force before another, or None."""
    agreed = all_versions(review_state=[IN_FORCE, SUPERSEDED])
    # Two may be in force from one day: then the later number follows.
    earlier = [one for one in agreed if one != version and _place(one) < _place(version)]
    return next(iter(earlier), None)


def new_version(version):
    """Return a draft that begins as a copy of a version, made as whoever is signed in.

    Each clause keeps its id, by which it is known again.
    """
    names = set(getFieldNames(IProtocol)) - set(AGREED_ANEW)
    values = {name: getattr(version, name) for name in names}
    draft = createContentInContainer(
        version.__parent__,
        "Protocol",
        **values,
        version=next_version(version.version),
        signatories=[{**row, "signed": None} for row in version.signatories or ()],
    )
    for one in clauses(version):
        _copy(one, draft)
    return draft


def _copy(clause, draft):
    values = {name: getattr(clause, name) for name in getFieldNames(IClause)}
    made = createContent("Clause", **values)
    made.id = clause.getId()
    draft._setObject(made.id, made)
