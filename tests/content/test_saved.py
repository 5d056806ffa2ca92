"""Saved searches: their rules, whose they are, and what counts as new in one."""

from ccsr.content.content import saved as storage
from ccsr.content.content import shortlists
from ccsr.content.content import visits
from ccsr.content.domain import find
from ccsr.content.domain import saved as rules
from ccsr.content.domain import shortlists as shortlist_rules
from ccsr.content.domain.facets import NotKnown
from ccsr.content.interfaces import ISavedSearches
from ccsr.content.interfaces import IShortlists
from ccsr.content.services.saved import Asked
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from visits import JSON
from visits import Probe
from zope.annotation.interfaces import IAnnotations

import AccessControl
import pytest
import world


NOW = datetime(2026, 11, 12, 10, 0, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def made(name, others=(), **form):
    return rules.make(name, find.parse(form), others, NOW)


# -- rules --------------------------------------------------------------------


def test_a_search_is_kept_without_the_page_of_its_results():
    saved = made("Homes", q="tŷ gwyn", type=["Service"], b_start="40")
    assert saved.query == (("q", "tŷ gwyn"), ("type", "Service"))
    assert saved.search == find.parse({"q": "tŷ gwyn", "type": "Service"})


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Give the search a name."),
        (" \t\n", "Give the search a name."),
        ("x" * 81, "The name has ${length} characters. Use ${most} at the most."),
        (
            "  HOMES ",
            "You have a saved search called “${name}”. Choose another name.",
        ),
    ],
)
def test_a_name_is_refused_in_one_sentence(name, sentence):
    with pytest.raises(rules.NotSaved) as refused:
        made(name, [made("Homes")])
    assert refused.value.message.default == sentence


def test_a_name_of_80_characters_is_kept_without_spare_space():
    assert made(f"  {'x' * 39}   {'y' * 40} ").name == f"{'x' * 39} {'y' * 40}"


def test_one_may_keep_its_own_name_in_other_letters():
    homes = made("Homes")
    assert rules.rename(homes, "HOMES", [homes]).name == "HOMES"


def test_there_is_room_for_a_hundred():
    many = [made(str(number)) for number in range(rules.MOST)]
    made("last", many[1:])
    with pytest.raises(rules.NotSaved):
        made("one more", many)
    with pytest.raises(rules.NotSaved):
        rules.restore(made("deleted"), many)


def test_what_find_no_longer_knows_is_said_when_it_is_asked():
    with pytest.raises(NotKnown):
        assert replace(made("Old"), query=(("colour", "red"),)).search


def test_the_name_suggested_is_the_words_and_the_filters():
    parts = rules.described(find.parse({"q": "school", "type": "Service", "year": ["2025"]}))
    assert rules.suggested(map(str, parts), []) == "school · type_service · 2025"
    assert rules.described(find.parse({})) == [rules.EVERYTHING]


def test_a_range_of_dates_is_described():
    asked = find.parse({"from": "2026-05-01", "to": "2026-05-31"})
    first, last = rules.described(asked)
    assert (first.default, first.mapping["day"]) == ("from ${day}", "2026-05-01")
    assert (last.default, last.mapping["day"]) == ("until ${day}", "2026-05-31")
    assert made("May", **dict(asked.pairs())).search == asked


def test_the_name_suggested_is_not_taken_and_not_too_long():
    first = made(rules.suggested(["word " * 40], []))
    second = made(rules.suggested(["word " * 40], [first]), [first])
    assert first.name == " ".join(["word"] * 16)
    assert second.name == " ".join(["word"] * 15 + ["2"])
    assert len(made(rules.suggested(["x" * 200], [])).name) == 80


def test_the_same_search_is_recognised():
    homes = made("Homes", type=["Service", "Provider"], q="x")
    assert rules.same(find.parse({"type": ["Provider", "Service"], "q": "x"}), [homes]) == homes
    assert rules.same(find.parse({"type": ["Provider"], "q": "x"}), [homes]) is None


def test_a_look_keeps_the_one_before():
    looked = rules.look(made("Homes"), LATER)
    assert (looked.before, looked.looked) == (NOW, LATER)


# -- whose they are -----------------------------------------------------------


@pytest.fixture
def site(portal):
    """A site with accounts; nobody has saved anything."""
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
    yield portal
    login(portal, "rhys.reviewer")


def test_nothing_is_stored_before_the_first_is_saved(site):
    login(site, "carys.commissioner")
    assert ISavedSearches(site).all() == []
    assert ISavedSearches(site).get("x") is None
    assert storage.KEY not in IAnnotations(site)


def test_searches_are_their_owners_alone(site):
    login(site, "carys.commissioner")
    homes = made("Homes")
    ISavedSearches(site).put(homes)
    for other in ("rhys.reviewer", "mair.manager"):
        login(site, other)
        assert ISavedSearches(site).all() == []
        assert ISavedSearches(site).get(homes.id) is None
    logout()
    with pytest.raises(AccessControl.Unauthorized):
        ISavedSearches(site)


def test_the_last_deleted_can_be_brought_back(site):
    login(site, "carys.commissioner")
    store = ISavedSearches(site)
    one, two = made("One"), made("Two")
    for saved in (one, two):
        store.put(saved)
        store.delete(saved.id)
    assert (store.deleted(one.id), store.deleted(two.id)) == (None, two)
    store.put(two)
    assert (store.deleted(two.id), store.all()) == (None, [two])


def test_accounts_write_different_objects(site):
    for user in ("carys.commissioner", "ann.officer"):
        login(site, user)
        ISavedSearches(site).put(made("Homes"))
    kept = IAnnotations(site)[storage.KEY]
    assert kept["carys.commissioner"]._p_oid is kept["ann.officer"]._p_oid is None
    assert kept["carys.commissioner"].searches is not kept["ann.officer"].searches


def test_a_deleted_account_leaves_nothing(site):
    for user in ("carys.commissioner", "ann.officer"):
        login(site, user)
        ISavedSearches(site).put(made("Homes"))
        IShortlists(site).put(shortlist_rules.make("Mine", [], NOW))
        visits.since(site, user, site.REQUEST)
    with api.env.adopt_user(username="admin"):
        api.user.delete(username="carys.commissioner")
    for key in (storage.KEY, shortlists.KEY, visits.KEY):
        assert list(IAnnotations(site)[key]) == ["ann.officer"]


# -- what is new --------------------------------------------------------------


@pytest.fixture
def home(site):
    """A shared service."""
    login(site, "rhys.reviewer")
    provider = world.provider(site["register"], "one")
    world.transition(provider, "share")
    service = world.service(provider, "one")
    world.transition(service, "share")
    return service


def count_new(site, saved, who="carys.commissioner"):
    """Return how many an account finds, and how many of them are new."""
    with api.env.adopt_user(username=who):
        asked = Asked(site.portal_catalog, saved)
        assert len(asked.newest(50)) == len(asked.new)
        return len(asked.found), len(asked.new)


def saved_now(**form):
    return rules.make("Reports", find.parse(form), [], datetime.now(UTC))


def test_what_is_shared_after_the_look_is_new(site, home):
    reports = saved_now(type="InspectionReport")
    assert count_new(site, reports) == (0, 0)
    report = world.document(home, "InspectionReport", "one")
    assert count_new(site, reports) == (0, 0)
    assert count_new(site, reports, "rhys.reviewer") == (1, 0)
    world.transition(report, "share")
    assert count_new(site, reports) == (1, 1)
    assert count_new(site, rules.look(reports, datetime.now(UTC))) == (1, 0)


def test_only_what_the_search_asks_for_is_new(site, home):
    complaints = saved_now(type="ComplaintReport")
    world.transition(world.document(home, "InspectionReport", "one"), "share")
    assert count_new(site, complaints) == (0, 0)


def test_new_is_counted_to_the_moment_and_by_the_day(site, home):
    world.transition(world.document(home, "InspectionReport", "one"), "share")
    [brain] = site.portal_catalog.searchResults(portal_type="InspectionReport")
    shared = datetime.fromtimestamp(brain.shared_on.timeTime(), UTC)
    for since, new in (
        (shared - timedelta(milliseconds=1), 1),
        (shared, 0),
        (shared - timedelta(hours=1), 1),
        (shared - timedelta(days=1), 1),
        (shared - timedelta(days=400), 1),
        (shared + timedelta(minutes=1), 0),
        (shared + timedelta(days=1), 0),
    ):
        saved = replace(saved_now(type="InspectionReport"), looked=since)
        assert count_new(site, saved) == (1, new), since


@pytest.mark.parametrize("concealed", ["report", "home"])
def test_what_is_revealed_again_is_never_new(site, home, concealed):
    report = world.document(home, "InspectionReport", "one")
    world.transition(report, "share")
    world.transition({"report": report, "home": home}[concealed], "conceal")
    everything = saved_now()
    assert count_new(site, everything)[1] == 0
    world.transition({"report": report, "home": home}[concealed], "reveal")
    assert count_new(site, everything) == (3, 0)


def test_what_is_concealed_is_not_counted(site, home):
    reports = saved_now(type="InspectionReport")
    report = world.document(home, "InspectionReport", "one")
    world.transition(report, "share")
    world.transition(home, "conceal")
    assert count_new(site, reports) == (0, 0)


def test_what_find_no_longer_knows_finds_nothing(site):
    asked = Asked(site.portal_catalog, replace(made("Old"), query=(("colour", "red"),)))
    assert (len(asked.found), len(asked.new), asked.newest(5)) == (0, 0, [])
    assert asked.refused.parameter == "colour"


# -- the service --------------------------------------------------------------

PATH = "/@saved-searches"


def post(visitor, who, **body):
    return visitor(who).ask(PATH, Probe("POST", "", JSON, body))


def delete(visitor, who, id):
    return visitor(who).ask(f"{PATH}/{id}", Probe("DELETE", "", JSON))


def test_the_service_saves_lists_and_deletes_ones_own(visitor):
    answer = post(visitor, "carys.commissioner", name="Reports", query={"type": "InspectionReport"})
    assert answer.status_code == 201
    item = answer.json()
    assert answer.headers["location"] == item["@id"]
    assert item["query"] == {"type": ["InspectionReport"]}
    assert (item["items_total"], item["items_new"]) == (1, 0)
    listed = visitor("carys.commissioner").get(PATH, JSON).json()
    assert listed == {"items": [item], "items_total": 1}
    for other in ("rhys.reviewer", "mair.manager"):
        assert visitor(other).get(PATH, JSON).json()["items"] == []
        assert delete(visitor, other, item["id"]).status_code == 404
    assert delete(visitor, "carys.commissioner", item["id"]).status_code == 204
    assert delete(visitor, "carys.commissioner", item["id"]).status_code == 404
    assert visitor("carys.commissioner").get(PATH, JSON).json()["items"] == []


def test_the_service_refuses_in_one_sentence(visitor):
    for body, sentence in (
        ({"name": "x", "query": {"colour": "red"}}, "“colour” is not something"),
        ({"name": "", "query": {}}, "Give the search a name."),
        ({"name": ["x"], "query": {}}, "Give the search a name."),
        ({"name": "x"}, "Give the search as “query”"),
        ({"name": "x", "query": "q=1"}, "Give the search as “query”"),
    ):
        answer = post(visitor, "carys.commissioner", **body)
        assert answer.status_code == 400, body
        assert answer.json()["message"].startswith(sentence)


@pytest.mark.parametrize("path", [PATH, "/@@saved-searches", "/@@saved-search", "/@@save-search"])
def test_saved_searches_are_for_those_who_may_use_find(visitor, path):
    accept = JSON if path == PATH else "text/html"
    never = visitor(None).get("/@@nothing-of-the-kind", accept)
    assert visitor(None).get(path, accept).status_code == never.status_code != 200
    for who in ("wil.partner", "petra.contact"):
        assert visitor(who).get(path, accept).status_code == 404
