"""Evidence: one document for elements of several frameworks, stale when its review is past."""

from ccsr.content.content.readiness import evidence as kept
from ccsr.content.domain import dates
from ccsr.content.domain.readiness.evidence import uid_in
from ccsr.content.interfaces import IDues
from datetime import timedelta
from plone import api
from plone.app.testing import login
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile

import pytest
import world


SITE = "https://ccsr.example/ccsr"
UID = "0123456789abcdef0123456789abcdef"
REFS = ["caa_2009/resources", "safeguarding_lac_2009/safeguarding"]


@pytest.mark.parametrize(
    ("text", "uid", "path"),
    [
        (UID, UID, ""),
        (f"{SITE}/resolveuid/{UID}/view", UID, ""),
        (f" {SITE}/register/a/b/c ", "", "register/a/b/c"),
        (f"{SITE}/register/a/b/c/@@read?page=2#x", "", "register/a/b/c"),
        ("https://elsewhere.example/register/a", "", ""),
        ("a report", "", ""),
    ],
)
def test_an_address_of_any_page_of_a_document_means_the_document(text, uid, path):
    asked = uid_in(text, SITE)
    assert (asked.uid, asked.path) == (uid, path)


@pytest.fixture
def register(integration):
    return world.build(integration["portal"])


@pytest.fixture
def area(register):
    return api.portal.get()["readiness"]


def add(area, who, **values):
    login(api.portal.get(), who)
    values = {"title": "Audit", "elements": REFS, **values}
    return createContentInContainer(area, "Evidence", **values)


def test_evidence_is_found_by_each_of_its_elements_and_due_for_review(area):
    day = dates.today() - timedelta(days=1)
    made = add(
        area,
        "wil.partner",
        file=NamedBlobFile(world.pdf("Audit."), "application/pdf", "audit.pdf"),
        review_by=day,
    )
    for ref in REFS:
        assert [
            brain.UID for brain in api.content.find(portal_type="Evidence", readiness_elements=ref)
        ] == [made.UID()]
    [due] = IDues(made).dues()
    assert (due.when, due.done, due.title) == (day, False, "Audit")


def test_a_document_that_its_reader_may_not_see_is_not_told_of(area, register):
    document = register["InspectionReport", "shared"]
    made = add(area, "ann.officer", link=document.UID())
    assert kept.document_of(made).UID() == document.UID()
    login(api.portal.get(), "wil.partner")
    assert kept.document_of(made) is None
    view = api.content.get_view("view", made, made.REQUEST)
    told = view()
    assert document.UID() not in told
    assert document.title not in told
