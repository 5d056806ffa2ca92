"""The words and numbers of what is hidden, asked of every address that searches (SECURITY).

Each is asked twice: for a word that stands in hidden things only, and for one
that stands nowhere. The answers must be the same but for the word.
"""

from contextlib import contextmanager
from plone import api
from plone.namedfile.file import NamedBlobFile
from urllib.parse import quote
from visits import difference
from visits import HTML
from visits import JSON
from visits import Probe
from zope.lifecycleevent import modified

import json
import pytest
import transaction
import world


pytestmark = pytest.mark.uncounted

READERS = ("carys.commissioner", "petra.contact", "wil.partner", None)

#: Stand in concealed things only, in drafts only, and in nothing.
CONCEALED, DRAFT, NOWHERE = "zyxophlume", "vexolimthe", "brundlewick"
#: A word and its numbers: as they are, mistyped, begun, in phrases, beside visible ones.
FORMS = (
    "{word}",
    "{head}x{tail}",
    "{tail}{head}",
    "{head}",
    "{head}*",
    "{head}?{tail}",
    "home {head}",
    '"{word} papers"',
    "home OR {word}",
    "home NOT {word}",
    "{head}-77-1",
    "{head} 77 2",
    "{head}/REF/9",
)

CONTAINS = "plone.app.querystring.operation.string.contains"
QUERY = {"query": [{"i": "SearchableText", "o": CONTAINS, "v": "WORD"}]}
PLACES = (
    Probe("POST", "/@querystring-search", JSON, QUERY),
    *(
        Probe("GET", path, JSON)
        for path in (
            "/@find?q=WORD",
            "/@find?q=WORD&sort=relevance&b_size=100",
            "/@search?SearchableText=WORD",
            "/@search?SearchableText=WORD&metadata_fields=_all&sort_on=relevance",
            "/@search?number=WORD",
            "/@search?Title=WORD",
            "/@search?getId=WORD&fullobjects=1",
        )
    ),
    *(
        Probe("GET", path)
        for path in (
            "/@@find?q=WORD",
            "/@@find?q=WORD&sort=relevance",
            "/@@find?q=WORD&type=Service",
            "/@@find-map?q=WORD",
            "/@@find-complete?q=WORD",
            "/@@export?q=WORD",
            "/@@export?q=WORD&progress=1",
            "/@@save-search?q=WORD",
            "/@@search?SearchableText=WORD",
            "/@@ajax-search?SearchableText=WORD",
            "/@@livesearch?q=WORD",
            "/search_rss?SearchableText=WORD",
            "/@@search_rss?SearchableText=WORD",
            "/@@updated_search?SearchableText=WORD",
            "/@@cross-reference?q=WORD",
        )
    ),
)


@contextmanager
def as_user(name):
    with api.env.adopt_user(username=name):
        yield
        transaction.commit()


def parts(word):
    """Return a word by the names of ``FORMS``."""
    return {"word": word, "head": word[:4], "tail": word[4:]}


def document(holder, portal_type, word):
    """Add a draft with a word in all that is said of it."""
    made = world.document(holder, portal_type, "quiet")
    made.title = f"{word.title()} report"
    pages = world.pdf(f"{word} papers in a home", f"and {word}s")
    made.file = NamedBlobFile(pages, contentType="application/pdf", filename=f"{word}.pdf")
    if portal_type == "ComplaintReport":
        made.reference, made.subject = f"{word[:4]}/REF/9", f"{word} subject"
    modified(made)
    return made


def service(provider, word):
    """Add a draft with a word in its names and numbers."""
    made = world.service(provider, "quiet")
    made.title, made.title_cy, made.town = f"Home {word.title()}", f"Cartref {word}", word
    made.urn, made.former_urns = f"{word[:4]}-77-1", [f"{word[:4]}-77-2"]
    modified(made)
    return made


@pytest.fixture(scope="module")
def hidden(register, layer):
    """Concealed things and drafts, each with words that stand nowhere else."""
    shown = register["Service", "shared"]
    with as_user("rhys.reviewer"):
        service(register.providers["shared"], DRAFT)
        concealed = service(register.providers["shared"], CONCEALED)
        world.transition(concealed, "share")
        for kind in world.DOCUMENTS:
            world.transition(document(concealed, kind, CONCEALED), "share")
            world.transition(document(shown, kind, CONCEALED), "share", "conceal")
            document(shown, kind, DRAFT)
        world.transition(concealed, "conceal")


def told(visitor, who, probe, form, word):
    """Return the answer to a question, without what was in the question."""
    text = form.format(**parts(word))
    encoded = quote(text, safe="")
    body = json.loads(json.dumps(probe.body).replace("WORD", json.dumps(text)[1:-1]))
    question = Probe(probe.method, probe.suffix.replace("WORD", encoded), probe.accept, body)
    ways = {text, encoded, quote(text), text.replace(" ", "+"), *parts(word).values()}
    own = sorted({*ways, *map(str.lower, ways)}, key=len, reverse=True)
    return visitor(who).told("", question, *own)


def gives_away(visitor, who, probe, word):
    """Return in which forms a word is answered otherwise than one that stands nowhere."""
    answers = (
        (form, told(visitor, who, probe, form, word), told(visitor, who, probe, form, NOWHERE))
        for form in FORMS
    )
    return [f"{form}: {difference(*two)}" for form, *two in answers if two[0] != two[1]]


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("probe", PLACES, ids=str)
def test_hidden_words_and_numbers_are_such_as_stand_nowhere(visitor, hidden, who, probe):
    assert not gives_away(visitor, who, probe, CONCEALED)
    assert not gives_away(visitor, who, probe, DRAFT)


@pytest.mark.parametrize("probe", PLACES, ids=str)
def test_the_inspectorate_learns_no_word_of_drafts(visitor, hidden, probe):
    assert not gives_away(visitor, "ivor.inspector", probe, DRAFT)


def test_whoever_may_see_the_things_is_answered(visitor, hidden):
    for probe in PLACES[:4]:
        for who, word in (("ivor.inspector", CONCEALED), ("rhys.reviewer", DRAFT)):
            answered = gives_away(visitor, who, probe, word)
            assert any("papers" in one for one in answered), "the text of the file is not found"


def test_a_saved_search_of_another_is_one_that_never_was(visitor, register):
    owner, other = visitor("carys.commissioner"), visitor("ivor.inspector")
    keep = Probe("POST", "/@saved-searches", JSON, {"name": "mine", "query": {"q": "home"}})
    made = owner.ask("", keep).json()["id"]
    for probe in (
        Probe("DELETE", "/@saved-searches/{}", JSON),
        Probe("GET", "/@saved-searches/{}", JSON),
        Probe("GET", "/@@saved-search?id={}", HTML),
        Probe("GET", "/@@saved-searches?deleted={}", HTML),
    ):
        answers = [
            other.told("", Probe(probe.method, probe.suffix.format(one), probe.accept), one)
            for one in (made, "bbbbbbbbbbbb")
        ]
        assert answers[0] == answers[1], str(probe)
    assert owner.get("/@saved-searches", JSON).json()["items_total"] == 1
    assert other.ask("", keep).status_code == 201, "a name is taken by its account alone"
