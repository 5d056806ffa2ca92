"""Documents of a site that kept no Welsh titles are listed under one."""

from ccsr.content.domain.titles import document_title
from ccsr.content.domain.titles import KINDS
from plone import api
from Products.CMFCore.indexing import processQueue


PROFILE = "ccsr.policy:default"


def test_documents_that_nobody_named_get_their_welsh_title(portal, inhabited):
    document = inhabited(portal)["InspectionReport", "shared"]
    document.title = document_title(document)
    document.reindexObject()
    processQueue()
    catalog = api.portal.get_tool("portal_catalog")._catalog
    column, kind = catalog.schema["title_cy"], catalog.schema["portal_type"]

    def titles():
        rows = {path: catalog.data[rid] for path, rid in catalog.uids.items()}
        return {path: row[column] for path, row in rows.items() if row[kind] in KINDS}

    known = titles()
    assert any(known.values())
    for path in known:
        row = list(catalog.data[catalog.uids[path]])
        row[column] = None
        catalog.data[catalog.uids[path]] = tuple(row)
    setup = api.portal.get_tool("portal_setup")
    setup.setLastVersionForProfile(PROFILE, "1006")
    setup.upgradeProfile(PROFILE)
    assert titles() == known
