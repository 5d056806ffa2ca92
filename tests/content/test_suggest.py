"""Completions while typing: names and words, and nothing of what is hidden."""

from visits import JSON
from world import CANARY

import pytest
import world


@pytest.fixture(scope="module")
def complete(layer, visitor):
    """The completions of an account for what was typed."""
    world.have_words(layer["portal"])

    def get(text, who="carys.commissioner", language="en"):
        client = visitor(who).client
        address = f"{visitor(who).base}/@@find-complete"
        response = client.get(address, params={"q": text, "set_language": language})
        assert response.status_code == 200
        return response.json()

    return get


def titles(answer):
    return {item["title"] for item in answer["items"]}


def test_the_beginning_of_a_name_is_completed(complete, register):
    shared = register["Service", "shared"]
    [found] = [
        item for item in complete(f"{CANARY} home sh")["items"] if item["title"] == shared.title
    ]
    assert found == {
        "title": shared.title,
        "url": shared.absolute_url(),
        "kind": "Children's home",
        "note": "Cardiff",
    }


def test_a_number_is_completed_and_says_so(complete, register):
    shared = register["Service", "shared"]
    for text in (f"{CANARY}-S-sha", f"{CANARY} s sha".lower()):
        first = complete(text)["items"][0]
        assert (first["url"], first["note"]) == (shared.absolute_url(), shared.urn)


def test_names_of_either_language_lead_there(complete, register):
    shared = register["Service", "shared"]
    first = complete("cartref sha")["items"][0]
    assert (first["title"], first["note"]) == (shared.title, shared.title_cy)
    assert complete("cartref sha", language="cy")["items"][0]["title"] == shared.title_cy


def test_a_service_found_by_its_providers_name_says_so(complete, register):
    shared = register["Service", "shared"]
    provider = shared.__parent__
    notes = {item["url"]: item["note"] for item in complete(provider.title)["items"]}
    assert notes[shared.absolute_url()] == provider.title


def test_the_last_word_goes_on_within_what_was_typed_before(complete):
    assert complete("First pa")["words"] == [{"query": "First page", "title": "First page"}]
    assert complete("qwertyuiop pa")["words"] == []


@pytest.mark.parametrize(
    "text", ["", "z", " ", "*", '"', "AND", "-", "(", "\x00", "ŵ", "x" * 10_000]
)
def test_whatever_is_typed_gets_an_answer(complete, text):
    assert set(complete(text)) == {"items", "words"}


def test_a_commissioner_is_offered_nothing_hidden(complete, register):
    answers = [complete(text) for text in (CANARY, "home", "provider", "cartref", "draft", "conc")]
    offered = {item["url"] for answer in answers for item in answer["items"]}
    hidden = {
        thing.absolute_url()
        for (_kind, state), thing in register.things.items()
        if state != "shared" and "shared service" not in state
    }
    assert offered
    assert not offered & hidden


def test_a_word_that_stands_only_in_hidden_things_is_nobodys_completion(complete):
    assert complete("conceal")["words"] == []
    assert "concealed" in {word["title"] for word in complete("conceal", "rhys.reviewer")["words"]}


def test_staff_are_told_what_is_not_shared(complete):
    notes = {item["note"] for item in complete("zwmbarlwm", "rhys.reviewer")["items"]}
    assert any(note.endswith(("Draft", "Concealed")) for note in notes)


@pytest.mark.parametrize(("who", "status"), [("wil.partner", 404), ("petra.contact", 404)])
def test_completions_are_for_those_who_may_use_find(visitor, who, status):
    assert visitor(who).get("/@@find-complete?q=zwm", JSON).status_code == status
