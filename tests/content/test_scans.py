"""A scanned document: read by a job, marked as such, found by what it says."""

from ccsr.content import jobs
from ccsr.content.content import intake_item
from ccsr.content.content import kept
from ccsr.content.content import layers
from ccsr.content.content import scans
from ccsr.content.domain import ocr
from ccsr.content.domain.ocr import program
from ccsr.content.domain.sameness import text_digest
from ccsr.content.interfaces import IPages
from ccsr.content.upgrades.scans import look_again
from ccsr.policy.jobs import store
from io import BytesIO
from plone import api
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.namedfile.file import NamedBlobFile
from working import work
from working import work_on

import pikepdf
import pytest
import scanned
import transaction


ENGLISH = "The home was inspected in May. Children feel safe at Lighthouse, and staff listen."
OTHER = "Records of what happened at night must be kept, and a manager must have signed them."


@pytest.fixture
def portal(functional, tmp_path, monkeypatch):
    """The portal, with a directory and tables of its own."""
    monkeypatch.setenv("CCSR_VAR", str(tmp_path))
    return functional["portal"]


def pdf(data):
    return NamedBlobFile(data, contentType="application/pdf", filename="scan.pdf")


@pytest.fixture
def upload(portal):
    """Return a function that adds a file to a service, or to the intake."""

    def upload(data, kind="ComplaintReport"):
        with api.env.adopt_roles(["Manager"]):
            where = portal["intake"] if kind == "IntakeItem" else service(portal)
            wanted = createContent(kind, title="Scan", file=pdf(data))
            made = addContentToContainer(where, wanted, checkConstraints=False)
        transaction.commit()
        return made

    return upload


def service(portal):
    provider = api.content.create(portal["register"], "Provider", title="Provider")
    return api.content.create(provider, "Service", title="Service")


class Told:
    """Takes progress; stops the job after so many pages, as a worker that is killed."""

    def __init__(self, stop=None):
        self.stop = stop
        self.done = []

    def __call__(self, done, total, message=""):
        self.done.append((done, total))

    def keep(self):
        transaction.commit()
        if self.stop and self.done[-1][0] >= self.stop:
            transaction.abort()
            raise jobs.Cancelled


def found(portal, words):
    catalog = api.portal.get_tool("portal_catalog")
    return [one.getId for one in catalog.unrestrictedSearchResults(SearchableText=words)]


def test_a_scan_is_found_by_what_it_says_once_the_worker_has_read_it(tesseract, portal, upload):
    data = scanned.scan(ENGLISH, OTHER)
    document = upload(data)
    assert IPages(document).unread == [1, 2]
    assert scans.is_waiting(document)
    assert document.getId() not in found(portal, "Lighthouse")
    work()
    transaction.begin()
    pages = IPages(document)
    assert [page.split() for page in pages.pages] == [ENGLISH.split(), OTHER.split()]
    assert all(pages.confidence(number) > 85 for number in (1, 2))
    assert document.getId() in found(portal, "Lighthouse")
    assert [word.text for word in layers.words(document, 2)] == OTHER.split()
    assert (pages.unread, scans.waiting()) == ([], [])
    assert document.file.data == data


def test_only_the_pages_that_are_pictures_are_read(tesseract, upload):
    document = upload(scanned.digital(ENGLISH))
    assert store.queued("/plone") == []
    document.file = pdf(mixed())
    scans_before = IPages(document).pages
    IPages(document).update()
    assert IPages(document).unread == [2]
    scans.read(document, Told())
    pages = IPages(document)
    assert (pages.pages[0], pages.confidence(1)) == (scans_before[0], None)
    assert pages.pages[1].split() == OTHER.split()
    first, second = scans.sheets(document)
    assert (first.words[0].text, second.words[0].text) == ("The", "Records")


def mixed():
    """Return a PDF of a page with text and a scanned one."""
    out = BytesIO()
    first, second = BytesIO(scanned.digital(ENGLISH)), BytesIO(scanned.scan(OTHER))
    with pikepdf.open(first) as made, pikepdf.open(second) as other:
        made.pages.append(other.pages[0])
        made.save(out)
    return out.getvalue()


def test_what_was_read_before_the_worker_ended_is_kept_and_not_read_again(
    tesseract, upload, monkeypatch
):
    monkeypatch.setattr(scans, "KEEP_EVERY", 0.0)
    monkeypatch.setattr(ocr, "CORES", 1)
    document = upload(scanned.scan(ENGLISH, OTHER, ENGLISH))
    with pytest.raises(jobs.Cancelled):
        scans.read(document, Told(stop=1))
    [read] = {1, 2, 3} - set(IPages(document).unread)
    assert IPages(document).pages[read - 1]
    asked = []
    real = ocr._page
    monkeypatch.setattr(ocr, "_page", lambda *given: asked.append(given[1]) or real(*given))
    told = Told()
    scans.read(document, told)
    assert sorted([*asked, read]) == [1, 2, 3]
    assert told.done == [(1, 3), (2, 3), (3, 3)]
    scans.read(document, told)
    assert len(asked) == 2


def test_a_scan_that_several_services_have_is_read_once_for_all(
    tesseract, portal, upload, monkeypatch
):
    data = scanned.scan(ENGLISH)
    documents = [upload(data) for _service in range(3)]
    asked = []
    real = ocr._page
    monkeypatch.setattr(ocr, "_page", lambda *given: asked.append(given[1]) or real(*given))
    work()
    transaction.begin()
    assert asked == [1]
    assert [IPages(one).pages[0].split() for one in documents] == [ENGLISH.split()] * 3
    assert [layers.words(one, 1)[-1].text for one in documents] == ["listen."] * 3
    assert {one.getId() for one in documents} <= set(found(portal, "Lighthouse"))
    assert scans.waiting() == []


def test_without_tesseract_a_scan_waits_and_is_read_when_it_is_installed(
    tesseract, portal, upload, monkeypatch
):
    monkeypatch.setenv(program.VARIABLE, "")
    document = upload(scanned.scan(ENGLISH))
    work()
    transaction.begin()
    assert IPages(document).unread == [1]
    assert "which this portal cannot read" in said_to("CCSR Officer", document)
    assert "tesseract-ocr-cym" not in said_to("CCSR Officer", document)
    assert "tesseract-ocr-cym" in said_to("Manager", document)
    monkeypatch.delenv(program.VARIABLE)
    assert "wait to be read" in said_to("CCSR Officer", document)
    scans.Ocr().run(portal, Told())
    transaction.commit()
    work()
    transaction.begin()
    assert "Read by machine from pictures" in said_to("CCSR Officer", document)
    assert IPages(document).unread == []


def said_to(role, document):
    with api.env.adopt_roles([role]):
        return document.restrictedTraverse("@@scan-part")()


def test_an_uploaded_scan_is_read_for_what_it_is_about_once_its_text_is_there(tesseract, upload):
    data = scanned.scan(" ".join([ENGLISH, OTHER] * 2))
    item = upload(data, "IntakeItem")
    intake_item.put_state(item, intake_item.READING)
    transaction.commit()
    work()
    transaction.begin()
    assert IPages(item).unread == []
    assert intake_item.state(item) == intake_item.READ
    digest = text_digest(IPages(item).pages)
    assert digest
    catalog = api.portal.get_tool("portal_catalog")
    assert [one.UID for one in catalog.unrestrictedSearchResults(text_digest=digest)] == [
        item.UID()
    ]


def test_scans_of_before_are_read_after_an_upgrade(portal, upload):
    document = upload(scanned.scan(ENGLISH))
    scans.drop(document.UID())
    IPages(document).keep_pictures(())
    look_again(portal.portal_setup)
    transaction.commit()
    work_on(scans.LOOK)
    transaction.begin()
    assert IPages(document).unread == [1]
    assert scans.waiting() == [document.UID()]


def test_what_is_deleted_waits_no_more(upload):
    document = upload(scanned.scan(ENGLISH))
    assert len(scans.waiting()) == 1
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(document)
    assert scans.waiting() == []


def test_what_is_gone_without_a_word_waits_until_its_job_looks_for_it(portal):
    kept.tree(scans.WAITING)["0" * 32] = ("", "")
    scans.Ocr().run(portal, Told(), uid="0" * 32)
    assert scans.waiting() == []
