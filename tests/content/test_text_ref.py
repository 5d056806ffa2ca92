"""The way from a hit to its text leads to the text that the document has now."""

from io import BytesIO
from plone import api
from plone.app.testing import login
from plone.namedfile.file import NamedBlobFile
from Products.CMFCore.indexing import processQueue
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction
import world


@pytest.fixture
def report(portal, inhabited):
    built = inhabited(portal)
    login(portal, "mair.manager")
    transaction.savepoint()
    return built["InspectionReport", "draft"]


def text_of(thing):
    """Return the text that a hit would show of a thing."""
    processQueue()
    records = api.portal.get_tool("portal_catalog")._catalog
    return records[records.uids["/".join(thing.getPhysicalPath())]].text_ref.load()


def replace_file(report, *pages):
    report.file = NamedBlobFile(world.pdf(*pages), "application/pdf", "report.pdf")
    notify(ObjectModifiedEvent(report))


def test_a_replaced_file_is_shown_at_once_and_what_is_rolled_back_no_more(report):
    replace_file(report, "Quokka", "Wombat")
    assert text_of(report).pages == ("Quokka", "Wombat")
    before = transaction.savepoint()
    replace_file(report, "Numbat")
    assert text_of(report).pages == ("Numbat",)
    before.rollback()
    assert text_of(report).pages == ("Quokka", "Wombat")


def test_a_copy_has_a_text_of_its_own_and_what_is_moved_keeps_it(report, portal):
    here, there = report.__parent__, portal["register"].objectValues()[0].objectValues()[0]
    [pasted] = there.manage_pasteObjects(here.manage_copyObjects([report.getId()]))
    copy, text = there[pasted["new_id"]], text_of(report)
    assert text_of(copy) is not text
    assert text_of(copy).pages == text.pages
    replace_file(copy, "Numbat")
    assert text_of(report).pages == text.pages
    [pasted] = here.manage_pasteObjects(there.manage_cutObjects([copy.getId()]))
    assert text_of(here[pasted["new_id"]]).pages == ("Numbat",)


def test_what_is_imported_leads_to_its_own_text(report):
    exported = BytesIO()
    report._p_jar.exportFile(report._p_oid, exported)
    exported.seek(0)
    imported = report._p_jar.importFile(exported)
    imported.id = "imported"
    report.__parent__._setObject("imported", imported)
    text = text_of(report.__parent__["imported"])
    assert text is not text_of(report)
    assert text.pages == text_of(report).pages
