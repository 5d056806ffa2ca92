"""The find page over HTTP: a plain form, and nothing of what is hidden."""

from lxml import html
from urllib.parse import parse_qsl
from urllib.parse import urlsplit
from visits import JSON

import pytest


@pytest.fixture(scope="module")
def page(visitor):
    """The parsed page of an account for a query string."""

    def get(query="", who="carys.commissioner", status=200):
        response = visitor(who).get(f"/@@find{query}")
        assert response.status_code == status
        return html.fromstring(response.text)

    return get


def said(element):
    return " ".join(element.text_content().split())


def test_the_page_shows_what_the_service_answers(visitor, page):
    answer = visitor("carys.commissioner").get("/@find?q=second", JSON).json()
    shown = page("?q=second").cssselect("ol.ccsr-list > li")
    assert answer["items"]
    assert [one.cssselect("h3 a")[0].get("href") for one in shown] == [
        item["@id"] for item in answer["items"]
    ]
    assert f"of {answer['items_total']}" in said(page("?q=second").cssselect("[role=status]")[0])


def test_a_passage_leads_to_its_page(page):
    first = page("?q=second&type=ComplaintReport").cssselect("ol.ccsr-list > li")[0]
    [link] = first.cssselect(".find-passages a")
    assert link.get("href").endswith("/@@display-file/file#page=2")
    assert [mark.text for mark in first.cssselect(".find-passages mark")] == ["second"]


def test_the_form_carries_the_filters_along(page):
    [form] = page("?q=x&type=Service&sector=private&sort=title").cssselect("form.find-box")
    assert form.get("method") == "get"
    assert dict(form.form_values()) == {
        "q": "x",
        "sort": "title",
        "type": "Service",
        "sector": "private",
    }


def test_a_chip_takes_its_filter_away(page):
    found = page("?q=x&type=Service&sector=private").cssselect("a.ccsr-chip")
    addresses = [dict(parse_qsl(urlsplit(chip.get("href")).query)) for chip in found]
    assert addresses == [{"q": "x", "sector": "private"}, {"q": "x", "type": "Service"}]


def test_a_facet_leads_to_as_many_as_it_counts(page, layer):
    base = f"{layer['portal'].absolute_url()}/@@find"
    for link in page("?q=home").cssselect("#facet-type a"):
        [count] = link.cssselect(".ccsr-count")
        there = page(link.get("href").removeprefix(base))
        assert said(there.cssselect("[role=status]")[0]).endswith(f"of {count.text}")


def test_pages_of_results_are_linked(page, layer):
    base = f"{layer['portal'].absolute_url()}/@@find"
    first = page("?b_size=2")
    [after] = first.cssselect("a[rel=next]")
    second = page(after.get("href").removeprefix(base))
    assert said(second.cssselect("[role=status]")[0]).startswith("3–4 of")
    assert len(second.cssselect("a[rel=prev]")) == 1
    assert not first.cssselect("a[rel=prev]")


def test_nothing_found_says_what_to_do(page):
    found = page("?q=qwertyuiop&type=Service")
    assert said(found.cssselect("[role=status]")[0]) == "Nothing found"
    assert any("type=" not in link.get("href") for link in found.cssselect(".ccsr-empty a"))


def test_a_start_after_the_end_leads_back(page):
    [link] = page("?type=Service&b_start=1000").cssselect(".ccsr-empty a")
    assert link.get("href").endswith("/@@find?type=Service")


def test_what_cannot_be_asked_is_one_sentence(page):
    for query, sentence in (
        ("?type=Castle", "“Castle” is not a value of “type”."),
        ("?colour=red", "“colour” is not something that can be searched by."),
    ):
        [alert] = page(query, status=400).cssselect("[role=alert]")
        assert sentence in said(alert)


def test_only_staff_see_states(page):
    assert not page("?b_size=100").cssselect(".ccsr-list .ccsr-state")
    states = {said(one) for one in page("?b_size=100", "rhys.reviewer").cssselect(".ccsr-state")}
    assert states == {"Draft", "Concealed"}


def test_a_commissioner_is_shown_nothing_hidden(register, page):
    shown = html.tostring(page("?b_size=100"), encoding="unicode")
    for (_kind, state), thing in register.things.items():
        if state != "shared" and "shared service" not in state:
            assert thing.getId() not in shown, state


@pytest.mark.parametrize("path", ["/@@search", "/register/@@search", "/@@updated_search"])
def test_plones_own_search_leads_here_with_its_words(visitor, layer, path):
    answer = visitor("carys.commissioner").get(f"{path}?SearchableText=T%C5%B7%20Gwyn")
    assert answer.status_code == 302
    assert answer.headers["location"] == f"{layer['portal'].absolute_url()}/@@find?q=T%C5%B7+Gwyn"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("ann.officer", 200),
        ("rhys.reviewer", 200),
        ("carys.commissioner", 200),
        ("ivor.inspector", 200),
        ("mair.manager", 200),
        ("sian.siteadmin", 200),
        ("wil.partner", 404),
        ("petra.contact", 404),
    ],
)
def test_find_is_for_those_who_may_use_it(visitor, who, status):
    assert visitor(who).get("/@@find").status_code == status
    assert visitor(who).get("/@find", JSON).status_code == status


def test_a_welsh_reader_gets_welsh_names(page):
    shown = page("?set_language=cy&type=Service")
    assert shown.get("lang") == "cy"
    assert any("Cartref" in said(one) for one in shown.cssselect("ol.ccsr-list h3"))
