"""Services side by side: what differs, and nothing of what is hidden."""

from lxml import html
from visits import JSON

import pytest
import world


def said(element):
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def services(visitor):
    """Return UIDs of the services that an account may see, by their title."""

    def of(who):
        found = visitor(who).get("/@search?portal_type=Service&metadata_fields=UID", JSON).json()
        return {one["UID"]: one["title"] for one in found["items"]}

    return of


@pytest.fixture(scope="module")
def page(visitor):
    """The parsed page for a query string."""

    def get(uids, who="carys.commissioner", more=""):
        visitor(who).client.cookies.clear()
        query = "&".join(f"uid={uid}" for uid in uids)
        response = visitor(who).get(f"/@@compare-services?{query}{more}")
        assert response.status_code == 200
        return html.fromstring(response.text)

    return get


def columns(shown):
    return [said(one.cssselect("a")[0]) for one in shown.cssselect(".beside thead th")]


def test_each_service_is_a_column_and_every_row_has_its_cells(page, services):
    seen = services("ann.officer")
    chosen = list(seen)[:3]
    shown = page(chosen, "ann.officer")
    assert columns(shown) == [seen[uid] for uid in chosen]
    rows = [row for row in shown.cssselect(".beside tbody tr") if row.cssselect("td")]
    assert rows
    assert {len(row.cssselect("td")) for row in rows} == {3}


def test_a_difference_is_said_in_a_word(page, services):
    chosen = list(services("ann.officer"))[:3]
    for row in page(chosen, "ann.officer").cssselect(".beside tbody tr"):
        cells = [said(cell).replace("Not recorded", "") for cell in row.cssselect("td")]
        if cells:
            assert ("differs" in said(row.cssselect("th")[0])) == (len(set(cells)) > 1)
    only = page(chosen, "ann.officer", "&only=differences").cssselect(".beside tbody tr")
    assert all("differs" in said(row) for row in only if row.cssselect("td"))


def test_what_is_hidden_is_as_if_it_were_unknown(page, services, visitor):
    open_to_all = services("carys.commissioner")
    hidden = set(services("ann.officer")) - set(open_to_all)
    assert hidden
    one = next(iter(open_to_all))
    unknown = page([one, "0" * 32])
    for uid in hidden:
        shown = page([one, uid])
        assert said(shown.cssselect("main")[0]) == said(unknown.cssselect("main")[0])
    query = "&".join(f"uid={uid}" for uid in (one, *hidden))
    answer = visitor("carys.commissioner").get(f"/@compare?{query}", JSON).json()
    assert [item["UID"] for item in answer["items"]] == [one]


def test_nothing_but_what_is_shared_is_compared(page, services):
    one = next(iter(services("carys.commissioner")))
    seen = [page([one], who) for who in ("carys.commissioner", "rhys.reviewer")]
    rows = [
        [said(row) for row in shown.cssselect(".beside tbody tr") if "omplaint" in said(row)]
        for shown in seen
    ]
    assert rows[0] == rows[1]
    assert rows[0]


def test_four_are_compared_at_most_and_the_others_are_named(page, services):
    seen = services("ann.officer")
    assert len(seen) > 4
    shown = page(list(seen)[:5], "ann.officer")
    assert len(columns(shown)) == 4
    assert seen[list(seen)[4]] in said(shown.cssselect(".alert-warning")[-1])


def test_what_is_no_text_is_nothing_that_was_asked_for(visitor):
    for address in ("/@@compare-services?uid:int=5", "/@@shortlist-add?uid:int=5"):
        assert visitor("carys.commissioner").get(address).status_code in (200, 404)


def test_the_results_of_find_are_ticked_without_script(page, visitor):
    commissioner = visitor("carys.commissioner")
    commissioner.client.cookies.clear()
    found = html.fromstring(commissioner.get("/@@find?type=Service&near=newport").text)
    [form] = found.cssselect("#compare-form")
    assert form.get("method") == "get"
    assert form.fields["near"] == "newport"
    boxes = found.cssselect("input[form=compare-form][name=uid]")
    shown = page([box.get("value") for box in boxes], more="&near=newport")
    assert world.CANARY in columns(shown)[0]
    assert "miles from Newport" in said(shown)


@pytest.mark.parametrize(("language", "word"), [("en", "Upheld"), ("cy", "Cadarnhawyd")])
def test_the_outcome_of_a_complaint_is_said_in_words(page, services, language, word):
    uids = list(services("carys.commissioner"))[:4]
    shown = page(uids, more=f"&set_language={language}")
    assert any(f" · {word}" in said(row) for row in shown.cssselect(".beside tbody tr"))
