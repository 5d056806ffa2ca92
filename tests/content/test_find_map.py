"""The map of results: as many as the list has, towns where the address is open, nothing hidden."""

from ccsr.content.domain import spread
from ccsr.content.domain.statistics.boundaries import wales
from lxml import html
from plone import api
from urllib.parse import parse_qsl
from urllib.parse import urlsplit
from visits import JSON
from zope.lifecycleevent import modified

import pytest
import transaction
import world


SERVICES = "type=Service"


@pytest.fixture(scope="module")
def shown(visitor):
    """The parsed map of an account for a query string; alone as a script gets it."""

    def get(query=SERVICES, who="carys.commissioner", status=200, script=True):
        visitor(who).client.cookies.clear()
        headers = {"X-Requested-With": "XMLHttpRequest"} if script else {}
        one = visitor(who)
        answer = one.client.get(f"{one.base}/@@find-map?{query}", headers=headers)
        assert answer.status_code == status
        return html.fromstring(answer.text)

    return get


def numbers(map):
    """Return the numbers of the table by the name of an authority or town."""
    lines = [[cell.text_content().strip() for cell in row] for row in map.cssselect("tr")]
    return {name: int(number) for name, number in lines if number.isdigit()}


@pytest.fixture(scope="module")
def places(register, layer):
    """A children's home and a fostering service in towns of their own, shared."""
    provider = register["Provider", "shared"]
    with api.env.adopt_user(username="rhys.reviewer"):
        for service_type, town in (
            ("childrens_home", "Machynlleth"),
            ("fostering_public", "Aberaeron"),
        ):
            made = world.service(provider, f"mapped {service_type}", service_type)
            made.town = town
            modified(made)
            world.transition(made, "share")
    transaction.commit()


def test_each_authority_leads_to_as_many_as_it_counts(shown, visitor):
    links = [one for one in shown().cssselect("svg a") if one.get("id").startswith("map-W")]
    assert links
    for link in links:
        query = urlsplit(link.get("href")).query
        found = visitor("carys.commissioner").get(f"/@find?{query}", JSON).json()
        assert link.get("aria-label").endswith(f": {found['items_total']}")


def test_the_table_says_what_the_picture_says(shown):
    map = shown()
    picture = {one.get("href") for one in map.cssselect("svg a")}
    assert picture == {one.get("href") for one in map.cssselect("table a")}
    assert len(map.cssselect("svg path")) == len(wales().shapes) == 22


def test_what_is_chosen_is_taken_away_by_its_link_and_the_rest_of_the_search_stays(shown):
    [chosen] = shown(f"{SERVICES}&q=home&local_authority=W06000015").cssselect("svg [aria-current]")
    assert dict(parse_qsl(urlsplit(chosen.get("href")).query)) == {"type": "Service", "q": "home"}
    assert chosen.get("aria-label").endswith("selected: remove")


def test_a_town_is_a_dot_only_for_whom_the_address_is_open(shown, places):
    open_to_all, officers = numbers(shown()), numbers(shown(who="ann.officer"))
    assert "Aberaeron" in open_to_all
    assert "Machynlleth" not in open_to_all
    assert {"Aberaeron", "Machynlleth"} <= set(officers)
    # Nor do the home's documents show where it is.
    assert "Machynlleth" not in shown("q=mapped").text_content()


def test_what_is_hidden_is_in_no_number(shown, visitor):
    answer = visitor("carys.commissioner").get(f"/@find?{SERVICES}", JSON).json()
    counted = {one["title"]: one["count"] for one in answer["facets"]["local_authority"]}
    assert {name: number for name, number in numbers(shown()).items() if name in counted} == counted
    officers = numbers(shown(who="ann.officer"))
    assert sum(officers[name] for name in counted) > sum(counted.values())


def test_the_map_is_a_page_without_a_script_and_names_places_in_welsh(shown):
    page = shown(f"{SERVICES}&set_language=cy", script=False)
    assert "Caerdydd" in numbers(page)
    assert page.cssselect("details#find-map-table[open]")
    [back] = [one for one in page.cssselect("main a") if one.get("href").endswith(SERVICES)]
    assert "/@@find?" in back.get("href")


def test_what_cannot_be_asked_is_said(shown):
    assert "“x” is not a value" in shown("type=x", status=400).text_content()


def test_the_area_of_a_dot_is_as_its_number():
    found = spread.dots({"swansea": 4, "cardiff": 1, "bristol": 9}, wales())
    assert [(one.town.id, one.number) for one in found] == [("swansea", 4), ("cardiff", 1)]
    assert found[0].radius == 2 * found[1].radius
    assert spread.radius(900, 900) == spread.LARGEST
    for dot in found:
        assert 0 < dot.x < wales().width
        assert 0 < dot.y < wales().height
