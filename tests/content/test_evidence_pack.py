"""An evidence pack holds what was asked for, in order, and nothing that its asker may not see."""

from ccsr.content import jobs
from ccsr.content.browser.readiness import pack_job
from ccsr.content.content.readiness import packing
from ccsr.content.domain.readiness import packs
from hashlib import sha256
from io import BytesIO
from plone import api
from plone.app.testing import login
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from zipfile import ZipFile
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pikepdf
import pytest
import transaction
import world


ELEMENT = "safeguarding_lac_2009/safeguarding"


@pytest.fixture
def area(integration):
    world.build(integration["portal"])
    return integration["portal"]["readiness"]


def add(area, who, title, **values):
    login(api.portal.get(), who)
    return createContentInContainer(area, "Evidence", title=title, elements=[ELEMENT], **values)


def file(text):
    return NamedBlobFile(world.pdf(text), "application/pdf", "x.pdf")


def packed(who, of="framework", key="safeguarding_lac_2009", language="en"):
    login(api.portal.get(), who)
    job = pack_job.MakePack()
    asked = {"of": of, "key": key, "language": language, "account": who}
    made = job.run(api.portal.get(), jobs.UNSEEN, **asked)
    pack = packing.get(made["pack"], who)
    with pack.blob.open() as zipped:
        return pack, ZipFile(BytesIO(zipped.read()))


def test_a_pack_has_an_index_and_true_checksums_and_each_document_once(area):
    add(area, "wil.partner", "Audit <b>: of ŵ / \\ cases", file=file("Audit."))
    add(area, "wil.partner", "Minutes", file=file("Minutes."))
    pack, archive = packed("wil.partner")
    names = archive.namelist()
    assert archive.testzip() is None
    assert len(pack.uids) == 2
    assert sum(name.endswith(".pdf") for name in names) == 3
    told = dict(
        reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS").decode().splitlines()
    )
    assert set(told) == set(names) - {"SHA256SUMS"}
    assert all(sha256(archive.read(name)).hexdigest() == told[name] for name in told)
    page = archive.read("index.html").decode()
    assert "Audit &lt;b&gt;: of ŵ" in page
    with pikepdf.open(BytesIO(archive.read("index.pdf"))) as index:
        assert index.Root.MarkInfo.Marked
        assert "/Outlines" in index.Root


def test_a_pack_is_named_and_speaks_in_the_language_of_who_asked(area):
    pack, archive = packed("wil.partner", language="cy")
    assert pack.name.startswith("Pecyn tystiolaeth ")
    page = archive.read("index.html").decode()
    assert "Gwnaed gan" in page
    assert "Made by" not in page


def test_what_the_asker_may_not_see_is_not_in_the_pack(area):
    login(api.portal.get(), "ann.officer")
    report = api.content.find(portal_type="InspectionReport", review_state="shared")[0]
    add(area, "ann.officer", "Linked", link=report.UID)
    assert packed("ann.officer")[0].uids == (report.UID,)
    pack, archive = packed("wil.partner")
    assert pack.uids == ()
    assert report.UID not in archive.read("index.html").decode()


def test_a_pack_of_which_something_was_withdrawn_is_given_to_nobody(area):
    made = add(area, "wil.partner", "Audit", file=file("Audit."))
    pack, _archive = packed("wil.partner")
    assert packing.is_whole(pack)
    assert packing.get("0" * 32, "wil.partner") is None
    login(api.portal.get(), "rhys.reviewer")
    api.content.delete(made)
    login(api.portal.get(), "wil.partner")
    assert not packing.is_whole(pack)


def test_a_pack_with_a_file_that_was_replaced_since_is_given_to_nobody(area):
    made = add(area, "wil.partner", "Audit", file=file("Names a child."))
    pack, _archive = packed("wil.partner")
    made.file = file("Names no child.")
    notify(ObjectModifiedEvent(made))
    assert not packing.is_whole(pack)


def test_packs_are_dropped_after_their_time_and_where_there_are_too_many(area):
    add(area, "wil.partner", "Audit", file=file("Audit."))
    for _turn in range(packing.MOST + 1):
        pack, _archive = packed("wil.partner")
    assert len(packing.own("wil.partner")) == packing.MOST
    pack.made -= packing.LASTS * 2
    assert packing.purge() == 1
    assert len(packing.own("wil.partner")) == packing.MOST - 1
    transaction.abort()


def test_a_name_is_cut_between_words():
    whole = "Safeguarding and looked after children services (2009), 12 June 2026"
    assert packs.fit(whole) == "Safeguarding and looked after children services (2009), 12"
    assert packs.fit("x" * 70) == "x" * 60
    assert packs.fit("Short: name.") == "Short name"
