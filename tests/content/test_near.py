"""What is near a place: by towns that are open, else by authorities; never by an address."""

from ccsr.content.config import authorities
from ccsr.content.config import places
from ccsr.content.domain import find
from ccsr.content.domain import near
from ccsr.content.domain.judged_page import page_of
from ccsr.content.domain.statistics.boundaries import wales
from lxml import html
from visits import JSON

import pytest


@pytest.mark.parametrize(
    ("typed", "token"),
    [
        ("Swansea", "swansea"),
        ("abertawe", "swansea"),
        ("  Pont-y-pŵl ", "pontypool"),
        ("Barri", "barry"),
        ("sa1", "SA1"),
        ("SA1 3SN", "SA1"),
        ("Sir Gâr", None),
        ("Sir Gaerfyrddin", "W06000010"),
        ("w06000011", "W06000011"),
        ("Atlantis", None),
    ],
)
def test_a_place_is_known_by_its_names_in_both_languages(typed, token):
    if token is None:
        with pytest.raises(near.NotAPlace):
            near.place(typed)
    else:
        assert near.place(typed).token == token


def test_every_authority_has_its_town_and_those_beside_it():
    everyone = {one.gss for one in authorities.ALL}
    assert set(places.SEATS) == set(places.NEIGHBOURS) == everyone
    for gss, beside in places.NEIGHBOURS.items():
        assert places.TOWNS[places.SEATS[gss]].gss == gss
        assert beside
        assert all(gss in places.NEIGHBOURS[other] for other in beside)
    assert set(places.DISTRICTS.values()) <= set(places.TOWNS)
    assert {town.gss for town in places.TOWNS.values()} == {
        "",
        *(one.gss for one in wales().shapes),
    }


def test_distances_are_what_a_map_says():
    cardiff = near.place("Cardiff")
    assert cardiff.miles("newport") == 11
    assert 33 <= cardiff.miles("swansea") <= 36
    assert 120 <= cardiff.miles("bangor") <= 135
    assert cardiff.miles("W06000015") is None


def test_the_nearest_comes_first_and_what_has_no_town_last():
    rings = near.place("Swansea").rings(10)
    assert rings[0] == (0, ["swansea"])
    assert [miles for miles, _keys in rings[:-1]] == sorted(miles for miles, _ in rings[:-1])
    assert rings[-1] == (None, ["W06000011", "W06000010", "W06000012"])
    assert not any("cardiff" in keys for _miles, keys in rings)


def test_the_whole_of_an_authority_is_near_to_it():
    towns = [one for _miles, keys in near.place("Powys").rings(5) for one in keys]
    assert {"welshpool", "ystradgynlais", "W06000023"} <= set(towns)


def test_a_search_near_a_place_has_one_address():
    search = find.parse({"near": "Abertawe", "within": "20", "type": "Service"})
    assert search.pairs() == [("type", "Service"), ("near", "swansea")]
    assert search.order == "distance"
    assert find.parse({"sort": "distance"}).order == "date"
    with pytest.raises(find.NotKnown):
        find.parse({"near": "swansea", "within": "7"})


def test_the_page_of_a_judgement_is_where_theme_and_grade_stand_together():
    pages = ["Summary: nothing is good enough.", "Well-being", "Well-being of people\n Good"]
    assert page_of(pages, ["Well-being"], ["Good", "Da"]) == (3, "Good")
    assert page_of(["Da iawn"], ["Llesiant"], ["Good", "Da"]) == (1, "Da")
    assert page_of(["nothing"], ["Well-being"], ["Good"]) is None


# -- over HTTP ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def asked(visitor):
    """Return the answer of ``@find`` to an account."""

    def ask(query, who="carys.commissioner", status=200):
        response = visitor(who).get(f"/@find?{query}", JSON)
        assert response.status_code == status
        return response.json()

    return ask


def test_services_near_a_place_are_found_by_their_town(asked, register):
    homes = asked("near=newport&type=Service")
    assert homes["items_total"]
    assert {one["miles"] for one in homes["items"]} == {11}
    assert not asked("near=llandudno&type=Service")["items_total"]


def test_what_is_hidden_is_near_to_nothing(asked):
    commissioner = {one["@id"] for one in asked("near=cardiff&b_size=100")["items"]}
    everything = {one["@id"] for one in asked("b_size=100")["items"]}
    officer = {one["@id"] for one in asked("near=cardiff&b_size=100", "ann.officer")["items"]}
    assert commissioner <= everything
    assert commissioner < officer


def test_a_service_tells_its_last_inspections_that_are_shared(asked):
    found = [one for one in asked("type=Service&b_size=100")["items"] if one["inspections"]]
    assert found
    shared = {one["@id"] for one in asked("type=InspectionReport&b_size=100")["items"]}
    for service in found:
        assert {one["@id"] for one in service["inspections"]} <= shared
    staff = asked("type=Service&b_size=100", "ann.officer")["items"]
    told = {one["@id"]: one["inspections"] for one in staff}
    assert all(told[one["@id"]] == one["inspections"] for one in found)


def test_a_place_that_is_not_known_is_said_at_its_field(visitor):
    visitor("carys.commissioner").client.cookies.clear()
    response = visitor("carys.commissioner").get("/@@find?type=Service&near=Atlantis&age=14")
    assert response.status_code == 400
    page = html.fromstring(response.text)
    [field] = page.cssselect("#services-near")
    assert field.get("value") == "Atlantis"
    [error] = page.cssselect(f"#{field.get('aria-describedby').split()[0]}")
    assert "“Atlantis” is not a town" in error.text
    assert page.cssselect("#services-age option[selected]")[0].text == "14"


def test_a_grade_leads_to_its_page(visitor):
    commissioner = visitor("carys.commissioner")
    commissioner.client.cookies.clear()
    page = html.fromstring(commissioner.get("/@@find?type=Service&b_size=100").text)
    link = page.cssselect(".find-inspections .ccsr-grade")[0].get("href")
    base = page.cssselect("form.find-box")[0].get("action").removesuffix("/@@find")
    answer = commissioner.get(link.removeprefix(base))
    assert answer.status_code in (200, 302)
