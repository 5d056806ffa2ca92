"""At the moment a request returns, Find tells each role exactly what there is for it."""

from askers import Askers
from askers import Timeline
from collections import Counter
from functools import cache
from plone import api
from register_model import AUTHORITIES
from register_model import COMMON
from register_model import DOCUMENTS
from register_model import FACETS
from register_model import Register
from register_model import SEES
from register_model import TRANSITIONS
from urllib.parse import urlencode
from visits import JSON
from visits import Probe
from visits import Visitor

import pytest
import random
import transaction
import world


pytestmark = pytest.mark.uncounted

STEPS = 200


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory):
    """The folder of the index."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CCSR_SEARCH_DIR", str(tmp_path_factory.mktemp("search")))
        yield


@pytest.fixture(scope="module")
def portal(layer):
    """A served portal with an account for each role."""
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
    transaction.commit()
    return layer["portal"]


@pytest.fixture(scope="module")
def visitor(portal):
    """Return an account's way of asking, over other connections than the test's own."""
    base = portal.absolute_url()
    return cache(lambda name: Visitor(base, name, world.PASSWORD))


@pytest.fixture(scope="module")
def find(visitor):
    """Ask ``@find`` as an account; return addresses, total and counts."""

    def find(account, word, selected):
        query = {"b_size": 100, **({"q": word} if word else {}), **selected}
        answer = visitor(account).get(f"/@find?{urlencode(query, doseq=True)}", JSON)
        assert answer.status_code == 200, answer.text
        return told(answer.json())

    return find


def told(answer):
    """Return addresses, total and counts of an answer."""
    counts = {
        name: Counter({row["value"]: row["count"] for row in answer["facets"][name]})
        for name in FACETS
    }
    found = {item["@id"] for item in answer["items"]}
    return found, answer["items_total"], {name: +one for name, one in counts.items()}


@pytest.fixture(scope="module")
def register(portal):
    """Three shared providers with six shared services and twelve drafts."""
    made = Register(portal, random.Random(3))
    providers = [made.add("Provider") for _ in range(3)]
    services = [made.add("Service", made.dice.choice(providers)) for _ in range(6)]
    for uid in (*providers, *services):
        made.transition(uid, "share")
    for _ in range(12):
        made.add("InspectionReport", made.dice.choice(services))
    return made


def a_search(register):
    """Return a query: of everything, of a word that is there, of words and facets."""
    dice, model = register.dice, register.model
    word = dice.choice(sorted(model[dice.choice(list(model.things))].words))
    authority = dice.choice(list(AUTHORITIES.values()))
    return dice.choice(
        [
            ("", {}),
            (word, {}),
            (COMMON, {"type": [dice.choice(DOCUMENTS)]}),
            (authority, {"sector": ["private"], "year": ["2025", "2026"]}),
        ]
    )


def change(register):
    """Do one thing at random; return what it was, or None if it may not be done."""
    dice, model = register.dice, register.model
    uid = dice.choice(list(model.things))
    kind, parent = model[uid].kind, model[uid].parent
    what = dice.choice([*["transition"] * 5, "add", "add", "retitle", "rename", "move", "delete"])
    arguments = [uid]
    if what == "transition":
        arguments.append(dice.choice(list(TRANSITIONS[model[uid].state])))
        if arguments[1] == "share" and parent and model[parent].state != "shared":
            return None
    elif what == "add":
        arguments = [dice.choice(DOCUMENTS), dice.choice(model.kinds("Service"))]
    elif what == "move":
        if parent is None:
            return None
        arguments.append(dice.choice(model.kinds(model[parent].kind)))
    elif what == "delete" and kind not in DOCUMENTS:
        return None
    getattr(register, what)(*arguments)
    return what, arguments


def test_after_every_change_each_role_finds_and_counts_what_the_model_says(register, find):
    done = Counter()
    for _ in range(STEPS):
        changed = change(register)
        if changed is None:
            continue
        done[changed[0]] += 1
        urls = register.urls()
        for account in SEES:
            word, selected = a_search(register)
            found, total, counts = find(account, word, selected)
            wanted = register.model.found(account, word, selected)
            asked = changed, account, word, selected
            assert found == {urls[uid] for uid in wanted}, asked
            assert total == len(wanted), asked
            assert counts == register.model.counts(account, word, selected), asked
    assert len(done) == 6


# Queries that run while something is changed


class Home:
    """A shared service with five shared documents, and the word by which they alone are found."""

    def __init__(self, portal):
        register = Register(portal, random.Random(5), "llety")
        self.provider = register.add("Provider")
        self.service = register.add("Service", self.provider)
        self.documents = [register.add("InspectionReport", self.service) for _ in range(5)]
        for uid in (self.provider, self.service, *self.documents):
            register.transition(uid, "share")
        (self.word,) = register.model[self.service].words
        site = portal.absolute_url()
        self.paths = {uid: url.removeprefix(site) for uid, url in register.urls().items()}
        with api.env.adopt_user(username="admin"):
            self.titles = [register.thing(uid).title for uid in (self.service, *self.documents)]
        self.register = register

    def take_away(self):
        """Leave the register as it was."""
        self.register.delete(self.provider)


@pytest.fixture
def home(portal):
    made = Home(portal)
    yield made
    made.take_away()


@pytest.fixture
def send(visitor):
    """Send a request that must be taken."""

    def send(account, method, path, body=None):
        answer = visitor(account).ask(path, Probe(method, "", JSON, body))
        assert answer.status_code < 300, answer.text

    return send


def found_titles(visitor, account, word):
    """Return a way of asking that makes sure that an answer agrees with itself."""
    own = Visitor(visitor(account).base, account, world.PASSWORD)

    def ask():
        answer = own.get(f"/@find?b_size=100&q={word}", JSON).json()
        titles = sorted(item["title"] for item in answer["items"])
        assert answer["items_total"] == len(titles)
        for name in ("type", "sector"):
            assert sum(row["count"] for row in answer["facets"][name]) == len(titles)
        return titles

    return ask


def test_queries_that_run_meanwhile_tell_what_was_before_or_what_is_then(home, visitor, send):
    service, *reports = home.titles
    first, second = home.paths[home.documents[0]], home.paths[home.documents[1]]
    everything, at = sorted([service, *reports]), home.paths[home.service]
    why = {"comment": "Asked for", "review_date": world.REVIEW.isoformat()}
    now = Timeline(everything)
    ways = [found_titles(visitor, "carys.commissioner", home.word) for _ in range(3)]
    asking = Askers(*ways)
    with asking.at_work():
        for _ in range(4):
            now.change(lambda: send("rhys.reviewer", "POST", f"{at}/@workflow/conceal", why), [])
            asking.answered()
            now.change(lambda: send("rhys.reviewer", "POST", f"{at}/@workflow/reveal"), everything)
            asking.answered()
        without = sorted({*everything} - {reports[0]})
        now.change(lambda: send("rhys.reviewer", "POST", f"{first}/@workflow/retract"), without)
        asking.answered()
        now.change(lambda: send("rhys.reviewer", "PATCH", at, {"title": "Tawelfan"}), [])
        asking.answered()
        now.change(lambda: send("rhys.reviewer", "PATCH", at, {"title": service}), without)
        less = sorted({*without} - {reports[1]})
        now.change(lambda: send("mair.manager", "DELETE", second), less)
        asking.answered()
    assert [told for told in asking.told if told.answer not in now.possible(told)] == []
    assert sum(now.exact(told) for told in asking.told) > 30
    assert ways[0]() == less


def test_what_is_listed_opens_and_what_is_concealed_is_nowhere(home, portal, visitor, send):
    commissioner = visitor("carys.commissioner")
    # One letter left out; the other words differ in another one, too.
    typo = home.word[1:]

    def opened():
        return {
            commissioner.get(path).status_code for uid, path in home.paths.items() if uid in held
        }

    def hints():
        transaction.begin()
        world.have_words(portal)
        answer = commissioner.get(f"/@find?q={typo}", JSON).json()["suggestion"]
        completed = commissioner.get(f"/@@find-complete?q={home.word[:6]}", JSON).text
        return home.word in str(answer), home.word in completed

    held = {home.service, *home.documents}
    assert opened() == {200}
    assert hints() == (True, True)
    why = {"comment": "Asked for", "review_date": world.REVIEW.isoformat()}
    send("rhys.reviewer", "POST", f"{home.paths[home.provider]}/@workflow/conceal", why)
    assert opened() == {404}
    assert hints() == (False, False)
    assert found_titles(visitor, "carys.commissioner", home.word)() == []
    send("rhys.reviewer", "POST", f"{home.paths[home.provider]}/@workflow/reveal")
    assert opened() == {200}
    assert hints() == (True, True)
