"""Whether what is made fast is what is made plainly, for all that the catalog knows."""

from fast import Specimens

import making
import plan
import random


def check_alike(site):
    """Make documents both ways; leave with what differs for the catalog, if anything does."""
    import transaction

    specimens = Specimens(site)
    service = making.scratch_service(site)
    for portal_type in plan.MAKERS:
        for state in ("draft", "shared"):
            planned = making.specimen(state, portal_type)
            theirs = making.create_as_users_do(service, planned)
            ours = specimens.place(service, planned)
            different = differences(site.portal_catalog, theirs, ours)
            if different:
                raise SystemExit(f"A {state} {portal_type} made fast is not alike: {different}")
    transaction.abort()


def check_sample(site, size=30):
    """Catalogue some documents again the plain way; leave if that changes anything."""
    import transaction

    catalog = site.portal_catalog
    documents = catalog.unrestrictedSearchResults(portal_type=list(plan.MAKERS))
    for brain in random.Random(5).sample(list(documents), min(size, len(documents))):
        before = known_of(catalog, brain.getRID())
        catalog.catalog_object(brain._unrestrictedGetObject(), brain.getPath())
        after = known_of(catalog, brain.getRID())
        different = {name: pair for name, *pair in _pairs(before, after) if pair[0] != pair[1]}
        if different:
            raise SystemExit(f"{brain.getPath()} is not as the plain way has it: {different}")
    transaction.abort()


def known_of(catalog, rid):
    """Return what the catalog knows of a record, by index and column."""
    return catalog.getIndexDataForRID(rid) | {
        f"{name} (column)": value for name, value in catalog.getMetadataForRID(rid).items()
    }


def _pairs(before, after):
    return [(name, before[name], after[name]) for name in before]


#: What is of one document alone.
OWN = frozenset({"id", "getId", "UID", "path", "getObjPositionInParent", "text_ref"})


def differences(catalog, one, other):
    """Return what the catalog knows of two documents and is not the same, and attributes."""
    from Products.CMFCore.indexing import processQueue

    processQueue()
    rids = [catalog.getrid("/".join(thing.getPhysicalPath())) for thing in (one, other)]
    pairs = {
        name: pair
        for name, *pair in _pairs(*(known_of(catalog, rid) for rid in rids))
        if name.partition(" ")[0] not in OWN
    }
    pairs["attributes"] = _names(one), _names(other)
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _names(thing):
    return {name for name in vars(thing.aq_base) if not name.startswith("_v_")}
