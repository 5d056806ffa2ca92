"""What the catalog knows, and that it is renewed when what it comes from changes."""

from ccsr.content.interfaces import IReviewed
from ccsr.content.subscribers.reindex import is_passed_on
from ccsr.search.interfaces import ITextSource
from datetime import date
from plone import api
from plone.app.testing import login
from plone.dexterity.utils import iterSchemata
from plone.namedfile.file import NamedBlobFile
from zope.event import notify
from zope.interface import Interface
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema import getFields

import pytest
import world


@pytest.fixture
def register(portal, inhabited):
    """A shared register, worked on by a reviewer."""
    built = inhabited(portal)
    login(portal, "rhys.reviewer")
    return built


def indexed(thing):
    """Return what the indexes hold of a thing."""
    api.content.find(UID=thing.UID())
    path = "/".join(thing.getPhysicalPath())
    return api.portal.get_tool("portal_catalog").getIndexDataForUID(path)


def brain(thing):
    return api.content.find(UID=thing.UID())[0]


def edit(thing, **values):
    """Change a thing as a form does: the event says which fields were changed."""
    for name, value in values.items():
        setattr(thing, name, value)
    notify(ObjectModifiedEvent(thing, Attributes(Interface, *values)))
    thing.reindexObject()


def found(text):
    return {one.UID for one in api.content.find(SearchableText=text)}


def test_a_document_is_found_by_what_its_service_and_provider_are(register):
    report = register["InspectionReport", "shared"]
    values = indexed(report)
    assert values["service_type"] == "childrens_home"
    assert values["local_authority"] == "W06000015"
    assert values["sector"] == "private"
    assert values["region"]
    assert report.UID() in found("Darparwr")


def test_a_changed_service_changes_what_its_documents_are_found_by(register):
    service, report = register["Service", "shared"], register["InspectionReport", "shared"]
    edit(
        service, title="Hafan Newydd", registration_status="suspended", local_authority="W06000001"
    )
    assert indexed(report)["registration_status"] == "suspended"
    assert indexed(report)["local_authority"] == "W06000001"
    assert report.UID() in found("Hafan Newydd")
    assert brain(report).service_ref[1] == "Hafan Newydd"


def test_a_changed_provider_changes_all_that_is_below_it(register):
    edit(register["Provider", "shared"], sector="voluntary", title="Cwmni Newydd")
    for row in (("Service", "shared"), ("EnforcementAction", "draft")):
        assert indexed(register[row])["sector"] == "voluntary"
        assert brain(register[row]).provider_ref[1] == "Cwmni Newydd"


def indexed_anew(entry):
    """Return for each field of an entry whether changing it alone renews what is below it."""
    schema = getFields(next(iter(iterSchemata(entry))))
    return {
        name
        for name in schema
        if is_passed_on(ObjectModifiedEvent(entry, Attributes(Interface, f"IAny.{name}")))
    }


def test_what_is_below_is_indexed_anew_for_what_is_indexed_of_it_only(register):
    assert indexed_anew(register["Provider", "shared"]) == {"title", "title_cy", "urn", "sector"}
    of_service = indexed_anew(register["Service", "shared"])
    assert of_service.isdisjoint({"address", "manager", "places", "registered_on"})
    assert {"title", "town", "needs", "registration_status", "former_urns"} < of_service


def test_a_service_shows_its_latest_shared_report_only(register):
    service = register["Service", "shared"]
    assert indexed(service)["judgement"] == ["ciw_2024:requires_significant_improvement"]
    assert indexed(service)["framework"] == "ciw_2024"
    world.transition(register["InspectionReport", "shared"], "conceal")
    assert not indexed(service)["judgement"]
    world.transition(register["InspectionReport", "shared"], "reveal")
    assert indexed(service)["judgement"] == ["ciw_2024:requires_significant_improvement"]


def test_the_next_annual_inspection_runs_from_the_last_shared_report(register):
    service, report = register["Service", "shared"], register["InspectionReport", "shared"]
    assert brain(service).annual_due == date(2027, 3, 4)
    world.transition(report, "retract")
    assert brain(service).annual_due == date(2021, 5, 1)


def test_a_deleted_report_is_no_longer_shown_of_its_service(register, portal):
    service, report = register["Service", "shared"], register["InspectionReport", "shared"]
    login(portal, "mair.manager")
    service.manage_delObjects([report.getId()])
    assert not indexed(service)["judgement"]
    assert brain(service).annual_due == date(2021, 5, 1)


def test_the_address_is_in_no_index(register):
    service = register["Service", "shared"]
    assert service.UID() not in found(f"{world.CANARY} Street")
    assert service.UID() not in found("CF10")
    assert service.UID() in found("Cardiff")


def test_names_are_found_in_both_languages(register):
    service = register["Service", "shared"]
    for text in ("Cartref shared", "Caerdydd", service.urn):
        assert service.UID() in found(text), text


def test_the_review_date_is_known_while_it_is_concealed_and_no_longer(register):
    service = register["Service", "concealed"]
    assert brain(service).review_due == world.REVIEW
    world.transition(service, "reveal")
    assert not brain(service).review_due


def test_a_container_is_not_changed_by_what_is_put_into_it(register):
    service = register["Service", "shared"]
    before = service.modified(), brain(service).modified
    world.document(service, "ComplaintReport", "new")
    world.condition(service, "new")
    assert (service.modified(), brain(service).modified) == before
    edit(service, places=9)
    assert service.modified() > before[0]


def test_a_document_without_title_gets_one(register):
    report = world.document(register["Service", "shared"], "InspectionReport", "x")
    edit(report, title="")
    assert report.title == f"Inspection report, {report.aq_parent.title}, 2026-03-04"


def test_a_title_that_nobody_chose_follows_the_day_of_the_inspection(register):
    report = world.document(register["Service", "shared"], "InspectionReport", "x")
    edit(report, title="")
    edit(report, inspected_to=date(2026, 3, 5))
    assert report.title == f"Inspection report, {report.aq_parent.title}, 2026-03-05"
    edit(report, title="Our own words", inspected_to=date(2026, 3, 6))
    assert report.title == "Our own words"


def test_a_condition_is_listed_by_the_first_words_of_its_text(register):
    condition = register["RegistrationCondition", "in shared service"]
    edit(condition, text="\n" + "The number of places is four. " * 9 + "\nMore.")
    assert brain(condition).Title == "The number of places is four. " * 2 + "The number of…"


@pytest.mark.parametrize("kind", ["fostering_public", "childrens_home"])
def test_the_address_of_a_childrens_home_is_kept_and_that_of_an_office_is_not(register, kind):
    office = world.service(register["Provider", "shared"], "office", kind)
    world.transition(office, "share")
    readers = api.user.has_permission(
        "ccsr.content: View Address", username="carys.commissioner", obj=office
    )
    assert readers is (kind == "fostering_public")
    edit(office, service_type="secure_childrens_home")
    assert not api.user.has_permission(
        "ccsr.content: View Address", username="carys.commissioner", obj=office
    )


def listed_and_open(register):
    """Return what each account finds in the catalog, and what it may open with all that holds it."""
    listed, opened = set(), set()
    for account in (*world.STAFF, *world.CONTACTS):
        with api.env.adopt_user(username=account):
            for row, thing in register.things.items():
                if api.content.find(UID=thing.UID()):
                    listed.add((account, row))
                chain = [one for one in thing.aq_chain if IReviewed.providedBy(one)]
                if all(api.user.has_permission("View", obj=one) for one in (thing, *chain)):
                    opened.add((account, row))
    return listed, opened


@pytest.mark.parametrize("moves", [(), ("retract",), ("conceal",), ("retract", "share")])
def test_the_catalog_lists_what_can_be_opened_and_nothing_else(register, moves):
    world.transition(register.providers["shared"], *moves)
    listed, opened = listed_and_open(register)
    assert listed == opened


@pytest.mark.parametrize("row", [("Service", "concealed"), ("InspectionReport", "concealed")])
def test_a_copy_was_never_concealed_and_is_declared_by_nobody(register, row):
    original = register[row]
    copied = api.content.copy(source=original, target=original.aq_parent)
    inside = copied.objectValues() if row[0] == "Service" else [copied]
    assert not brain(copied).review_due
    assert not brain(copied).concealed_on
    assert not any(getattr(one, "shareable_declared", False) for one in inside)
    assert brain(original).review_due == world.REVIEW


@pytest.mark.parametrize(
    ("pages", "language"),
    [
        (["The home is calm and the children are well."], "en"),
        (["Mae'r cartref yn dawel ac mae'r plant yn hapus yn y ty."], "cy"),
        (["Mae'r plant yn hapus yn y cartref. The children are happy in the home."], "en"),
        ([], "en"),
    ],
)
def test_a_text_is_indexed_in_the_language_it_is_written_in(register, pages, language):
    service = register["Service", "shared"]
    report = world.document(service, "InspectionReport", "x")
    report.file = NamedBlobFile(world.pdf(*pages or ["1"]), "application/pdf", "x.pdf")
    edit(report)
    assert ITextSource(report).fields().language == language
    report.language = "cy"
    assert ITextSource(report).fields().language == "cy"


def test_names_in_the_text_are_names_and_typed_text_comes_before_the_pages(register):
    fields = ITextSource(register["ComplaintReport", "shared"]).fields()
    assert fields.pages[0] == f"{world.CANARY} subject"
    assert fields.pages[-1].strip() == "second page"
    for name in ("Caerdydd", "Darparwr", register["Service", "shared"].urn):
        assert name in fields.names
    assert "Street" not in fields.names + fields.body


def test_typed_text_is_kept_beside_the_pages_when_it_is_edited(register):
    complaint = register["ComplaintReport", "shared"]
    edit(complaint, subject="Bedtimes")
    stored = brain(complaint).text_ref.load()
    assert stored.typed == ("Bedtimes",)
    assert stored.pages
