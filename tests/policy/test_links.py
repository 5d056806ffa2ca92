"""Whatever leads from one thing to another leads to what may be viewed (SECURITY)."""

from ccsr.content.interfaces import IContentLayer
from plone import api
from plone.app.textfield import RichTextValue
from plone.locking.interfaces import ILockable
from probes import path_of
from visits import JSON
from visits import Probe
from z3c.relationfield import RelationValue
from zope.component import getMultiAdapter
from zope.component import getUtility
from zope.interface import alsoProvides
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import modified

import pytest
import transaction
import world


READERS = ("carys.commissioner", "petra.contact")
STAFF = ("ann.officer", "rhys.reviewer")
BEHAVIORS = ("plone.relateditems", "plone.richtext")


@pytest.fixture(scope="module")
def hidden(register):
    """Things that readers do not see: a draft, a concealed one, one in a concealed service."""
    states = ("draft", "concealed", "shared in concealed service")
    return [register["InspectionReport", state] for state in states]


@pytest.fixture(scope="module")
def linking(register, hidden, portal_of):
    """A shared service that names hidden things and one that is shown, in every way there is."""
    home, shown = register["Service", "shared"], register["InspectionReport", "shared"]
    _give(BEHAVIORS)
    ids = getUtility(IIntIds)
    home.relatedItems = [RelationValue(ids.getId(one)) for one in (*hidden, shown)]
    links = "".join(f'<a href="resolveuid/{one.UID()}">it</a>' for one in (*hidden, shown))
    home.text = RichTextValue(f"<p>{links}</p>", "text/html", "text/x-html-safe")
    with api.env.adopt_user(username="admin"):
        modified(home)
    transaction.commit()
    yield home
    _give(())
    transaction.commit()


@pytest.fixture(scope="module")
def portal_of(layer):
    return layer["portal"]


def _give(behaviors):
    fti = api.portal.get_tool("portal_types")["Service"]
    own = [one for one in fti.behaviors if one not in BEHAVIORS]
    fti.manage_changeProperties(behaviors="\n".join([*own, *behaviors]))
    transaction.commit()


def names(things):
    return {word for one in things for word in (one.getId(), one.UID(), one.title)}


@pytest.mark.parametrize("who", READERS)
def test_json_tells_of_nothing_that_the_reader_may_not_view(visitor, linking, hidden, who):
    everything = "actions,aliases,breadcrumbs,contextnavigation,navigation,navroot,types,workflow"
    for suffix in ("", f"?expand={everything}", "?fullobjects=1", "/@breadcrumbs"):
        answer = visitor(who).ask(path_of(linking), Probe("GET", suffix, JSON))
        assert answer.status_code == 200, answer.text
        assert not [one for one in names(hidden) if one in answer.text], suffix


def test_json_tells_of_what_they_may_view(visitor, register, linking, hidden):
    shown = register["InspectionReport", "shared"]
    answer = visitor(READERS[0]).get(path_of(linking), JSON).json()
    assert [one["@id"] for one in answer["relatedItems"]] == [shown.absolute_url()]
    assert f'href="{shown.absolute_url()}"' in answer["text"]["data"]
    staff = visitor(STAFF[0]).get(path_of(linking), JSON).json()
    assert len(staff["relatedItems"]) == len(hidden) + 1


def test_a_provider_is_told_of_the_register_by_name_to_those_who_may_open_it(visitor, register):
    provider = path_of(register["Provider", "shared"])
    own = visitor("petra.contact").get(provider, JSON).json()
    assert own["parent"] == {}
    crumbs = visitor("petra.contact").get(f"{provider}/@breadcrumbs", JSON).json()["items"]
    assert [one["@id"] for one in crumbs] == [register["Provider", "shared"].absolute_url()]
    assert visitor("carys.commissioner").get(provider, JSON).json()["parent"]["@id"]


FOR_STAFF = ("@relations", "@linkintegrity", "@aliases", "@transactions", "@history", "@rules")


@pytest.mark.parametrize("who", [*READERS, "ivor.inspector"])
def test_services_about_other_things_are_closed_to_readers(visitor, register, who):
    shown = path_of(register["InspectionReport", "shared"])
    for service in FOR_STAFF:
        assert visitor(who).get(f"{shown}/{service}", JSON).status_code == 404, service
    answer = visitor(who).ask(shown, Probe("GET", "?expand=aliases,relations", JSON))
    assert "aliases" not in answer.json()["@components"]


@pytest.fixture
def moved(register, portal_of):
    """A shared and a hidden document, each with the address that it had before."""
    with api.env.adopt_user(username="admin"):
        both = [
            world.document(register["Service", "shared"], "ComplaintReport", name)
            for name in ("moved", "moved-hidden")
        ]
        transaction.commit()
        before = [path_of(one) for one in both]
        both = [api.content.rename(one, f"{one.getId()}x") for one in both]
    with api.env.adopt_user(username="rhys.reviewer"):
        world.transition(both[0], "share")
    transaction.commit()
    return dict(zip(before, both, strict=True))


def test_an_old_address_leads_on_only_where_the_thing_may_be_viewed(visitor, moved):
    (old, shown), (old_hidden, hidden) = moved.items()
    for accept in ("text/html", JSON):
        answer = visitor(READERS[0]).get(old, accept)
        assert answer.headers["location"] == shown.absolute_url()
        answer = visitor(READERS[0]).get(f"{old}/@@download/file", accept)
        assert answer.headers["location"] == f"{shown.absolute_url()}/@@download/file"
        for closed in (old_hidden, f"{old_hidden}/@@download/file"):
            answer = visitor(READERS[0]).get(closed, accept)
            assert answer.status_code == 404
            assert hidden.getId() not in f"{answer.headers}{answer.text}"
        assert visitor("rhys.reviewer").get(old_hidden, accept).status_code == 302
    assert visitor(None).get(old).headers["location"].startswith(f"{visitor(None).base}/login")


def test_a_summary_holds_what_the_catalog_knows_whatever_the_request_says(visitor, register):
    trick = "&".join(
        f"summary_serializer_metadata.{name}{'' if name == 'field_accessors' else ':list'}:record=x"
        for name in (
            "default_metadata_fields",
            "field_accessors",
            "non_metadata_attributes",
            "blocklisted_attributes",
        )
    )
    for query in (trick, "_summary_fields_cache:list=postcode&metadata_fields=postcode"):
        answer = visitor(READERS[0]).get(f"/@search?portal_type=Service&{query}", JSON)
        assert answer.status_code == 200, answer.text
        assert all(one["title"] and "postcode" not in one for one in answer.json()["items"])
    known = visitor(READERS[0]).get("/@search?portal_type=Service&metadata_fields=urn", JSON)
    assert all(one["urn"] for one in known.json()["items"])


def test_who_edits_a_thing_is_told_to_those_who_could(visitor, register):
    home = register["Service", "shared"]
    with api.env.adopt_user(username="rhys.reviewer"):
        ILockable(home).lock()
        transaction.commit()
    try:
        for suffix in ("", "/@lock", "/@@plone_lock_info/lock_info", "/view"):
            accept = JSON if suffix in ("", "/@lock") else "text/html"
            answer = visitor(READERS[0]).get(path_of(home) + suffix, accept)
            assert "rhys.reviewer" not in answer.text, suffix
            assert "token" not in str(answer.json().get("lock", "") if accept == JSON else "")
        lock = visitor("mair.manager").get(f"{path_of(home)}/@lock", JSON).json()
        assert lock["creator"] == "rhys.reviewer"
    finally:
        with api.env.adopt_user(username="rhys.reviewer"):
            ILockable(home).unlock()
            transaction.commit()


@pytest.mark.parametrize(
    "who", ["carys.commissioner", "ivor.inspector", "petra.contact", "ann.officer"]
)
def test_nobody_locks_what_they_may_not_edit(visitor, register, who):
    shown = path_of(register["Service", "shared"])
    for probe in (
        Probe("POST", "/@lock", JSON, {}),
        Probe("PATCH", "/@lock", JSON, {}),
        Probe("DELETE", "/@lock", JSON, {"force": True}),
        *(Probe("GET", f"/{name}") for name in ("edit", "@@edit", "@@plone_lock_operations")),
        *(
            Probe(method, f"/@@plone_lock_operations/{name}")
            for method in ("GET", "POST")
            for name in ("create_lock", "refresh_lock", "safe_unlock", "force_unlock")
        ),
    ):
        assert visitor(who).ask(shown, probe).status_code == 404, str(probe)
    assert not visitor("rhys.reviewer").get(f"{shown}/@lock", JSON).json()["locked"]


@pytest.mark.parametrize("name", ["mail_password_template", "registered_notify_template"])
def test_a_letter_of_plones_leads_to_the_portal_whatever_the_request_says(layer, name):
    portal, request = layer["portal"], layer["request"].clone()
    alsoProvides(request, IContentLayer)
    request.setServerURL("https", "evil.example")
    letter = getMultiAdapter((portal.portal_registration, request), name=name)
    with api.env.adopt_user(username="admin"):
        member = api.user.get_current()
        reset = portal.portal_password_reset.requestReset(member.getId())
        text = letter(member=member, reset=reset)
    transaction.abort()
    assert f"{portal.absolute_url()}/passwordreset/" in text
    assert "evil" not in text
