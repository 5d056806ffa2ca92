"""The find page over HTTP: a plain form, and nothing of what is hidden."""

from ccsr.search.cached import Cached
from lxml import html
from urllib.parse import parse_qsl
from urllib.parse import quote
from urllib.parse import unquote_plus
from urllib.parse import urlsplit
from visits import JSON

import pytest


@pytest.fixture(scope="module")
def page(visitor, layer):
    """The parsed page of an account for a query string."""
    # Scores are those of all documents only when the index has them all.
    catalog = layer["portal"].portal_catalog._catalog
    assert catalog.getIndex("SearchableText").settle(30)

    def get(query="", who="carys.commissioner", status=200):
        # The language is kept in a cookie.
        visitor(who).client.cookies.clear()
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


def test_it_is_said_when_not_everything_can_be_found_yet(visitor, monkeypatch):
    monkeypatch.setattr(Cached, "is_partial", lambda _index: True)
    commissioner, said = visitor("carys.commissioner"), "not every document is found by its words"
    assert said in commissioner.get("/@@find?q=home").text
    assert said in commissioner.get("/@find?q=home", JSON).text
    # Where nothing is looked for in texts, all is found.
    assert said not in commissioner.get("/@@find").text


def test_a_passage_leads_to_its_page(page):
    first = page("?q=second&type=ComplaintReport").cssselect("ol.ccsr-list > li")[0]
    [link] = first.cssselect(".find-passages a")
    assert link.get("href").endswith("/@@read?page=2&q=second")
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


def test_a_sentence_is_offered_as_filters_and_as_any_of_its_words(page, layer):
    base = f"{layer['portal'].absolute_url()}/@@find"
    typed = quote("qwertyuiop home in Cardiff, registered")
    for query in (f"?q={typed}", f"?q={typed}&set_language=cy"):
        offered = {
            link.get("href"): said(link) for link in page(query).cssselect(".ccsr-empty li a")
        }
        filters, any_word, _anew = offered
        assert dict(parse_qsl(urlsplit(filters).query)) == {
            "local_authority": "W06000015",
            "registration_status": "registered",
        }
        assert "qwertyuiop OR home OR Cardiff OR registered" in unquote_plus(any_word)
        for address in (filters, any_word):
            there = page(address.removeprefix(base))
            [status] = there.cssselect("[role=status]")
            assert offered[address].endswith(f"({said(status).split()[-1]})")


def test_a_sentence_is_offered_nothing_that_finds_nothing(page):
    typed = quote("qwertyuiop for a 99-year-old in Powys")
    [anew] = page(f"?q={typed}").cssselect(".ccsr-empty li a")
    assert anew.get("href").endswith("/@@find")


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
    assert states == {"Draft", "Concealed", "Hidden from commissioners"}


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


def test_numbers_lead_to_their_item_unless_a_list_is_asked_for(visitor, register):
    shared = register["Service", "shared"]
    asked = visitor("carys.commissioner").get
    answer = asked(f"/@@find?q={shared.urn}&sort=")
    assert (answer.status_code, answer.headers["location"]) == (302, shared.absolute_url())
    assert asked(f"/@@find?q={shared.urn}&sort=relevance").status_code == 200
    assert asked(f"/@@find?q={shared.urn}&type=Service").status_code == 200


def test_a_hidden_number_leads_nowhere(visitor, register):
    hidden = register["Service", "concealed"]
    missing = visitor("carys.commissioner").get("/@@find?q=Zwmbarlwm-S-nowhere")
    answer = visitor("carys.commissioner").get(f"/@@find?q={hidden.urn}")
    assert answer.status_code == missing.status_code == 200
    assert answer.text.count("<li>") == missing.text.count("<li>")
    assert visitor("rhys.reviewer").get(f"/@@find?q={hidden.urn}").status_code == 302


def test_a_script_gets_the_parts_alone(visitor, layer):
    client = visitor("carys.commissioner").client
    address = f"{layer['portal'].absolute_url()}/@@find"
    script = {"X-Requested-With": "XMLHttpRequest"}
    answer = client.get(f"{address}?type=Service&sort=&q=home", headers=script)
    parts = html.fromstring(answer.text)
    [found] = parts.cssselect("#find-answer")
    assert found.get("data-address") == f"{address}?q=home&type=Service"
    assert not parts.cssselect("header, h1")
    assert "X-Requested-With" in answer.headers["vary"]
    assert "X-Requested-With" in client.get(address).headers["vary"]


def test_a_script_is_told_of_an_exact_number_and_not_sent_there(visitor, register):
    shared = register["Service", "shared"]
    client = visitor("carys.commissioner").client
    script = {"X-Requested-With": "XMLHttpRequest"}
    address = f"{visitor('carys.commissioner').base}/@@find"
    answer = client.get(address, params={"q": shared.urn}, headers=script)
    [found] = html.fromstring(answer.text).cssselect("#find-answer")
    assert found.get("data-exact") == shared.absolute_url()
    assert found.cssselect("ol.ccsr-list > li")


def test_a_broken_query_is_read_and_said(page):
    shown = page("?q=%22second+page")
    [line] = shown.cssselect(".find-read")
    assert "second page" in said(line)
    assert shown.cssselect("ol.ccsr-list > li")


def test_a_mistyped_word_gets_another_spelling(page):
    [link] = page("?q=secnod&type=ComplaintReport").cssselect(".find-suggestion a")
    assert dict(parse_qsl(urlsplit(link.get("href")).query)) == {
        "q": "second",
        "type": "ComplaintReport",
    }


def test_dates_are_filters(page):
    shown = page("?from=2026-02-01&to=2026-02-28&type=ComplaintReport")
    assert {said(chip) for chip in shown.cssselect("a.ccsr-chip")} == {
        "Remove filter: Complaint report",
        "Remove filter: From 1 February 2026",
        "Remove filter: To 28 February 2026",
    }
    assert shown.cssselect("ol.ccsr-list > li")
    assert not page("?from=2026-03-01&type=ComplaintReport").cssselect("ol.ccsr-list > li")
    [alert] = page("?from=yesterday", status=400).cssselect("[role=alert]")
    assert "yesterday" in said(alert)


def test_a_count_beside_a_chosen_value_says_what_another_adds(page):
    shown = page("?type=Service").cssselect("#facet-type li")
    counts = {
        said(one.cssselect(".find-option")[0]): said(one.cssselect(".ccsr-count")[0])
        for one in shown
    }
    assert counts["Service, selected: remove"].isdecimal()
    assert counts["Complaint report"].startswith("+")


def test_a_list_can_be_exported_and_saved_as_it_is_asked_for(page):
    links = [link.get("href") for link in page("?q=home&type=Service").cssselect(".find-tools a")]
    assert [link.partition("/@@")[2] for link in links] == [
        "save-search?q=home&type=Service",
        "find-map?q=home&type=Service",
        "saved-searches",
        "shortlists",
        "export?q=home&type=Service&format=csv",
        "export?q=home&type=Service&format=xlsx",
    ]


def test_a_document_links_to_those_like_it(register, page, visitor):
    report = register["InspectionReport", "shared"]
    path = report.absolute_url().removeprefix(visitor("carys.commissioner").base)
    shown = html.fromstring(visitor("carys.commissioner").get(path).text)
    linked = [link.get("href") for link in shown.cssselect("#similar a")]
    assert set(linked) == {
        register[kind, "shared"].absolute_url()
        for kind in ("ComplaintReport", "EnforcementAction", "RegistrationEvent")
    }


def test_a_hit_in_a_name_alone_says_which(page):
    [hit, *_more] = page("?q=cartref&type=Service").cssselect("ol.ccsr-list > li")
    assert "In a name or number: Cartref" in said(hit)


def test_a_document_found_by_a_name_of_its_service_or_authority_says_which(page):
    for typed, name in (("cartref", "In a name or number: Cartref"), ("caerdydd", "Caerdydd")):
        [hit, *_more] = page(f"?q={typed}&type=ComplaintReport").cssselect("ol.ccsr-list > li")
        assert name in said(hit)
        assert hit.cssselect("mark")


def test_small_words_of_a_sentence_are_not_marked(page):
    marked = {said(one).lower() for one in page("?q=page+of+the+first").cssselect("mark")}
    assert not marked & {"of", "the"}
    assert {said(one).lower() for one in page("?q=the").cssselect("mark")} <= {"the"}
