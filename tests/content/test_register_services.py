"""The register's import, and what JSON says of the register's history, for programs."""

from base64 import b64encode
from ccsr.content.content import succession
from ccsr.content.domain.wordings import ConditionChange
from ccsr.content.domain.wordings import VARY
from ccsr.content.importing import mappings
from ccsr.content.importing import store
from plone.uuid.interfaces import IUUID
from visits import JSON
from visits import Probe
from working import work

import pytest
import transaction
import world


OFFICER, R, C = "ann.officer", "rhys.reviewer", "carys.commissioner"
LIST = "/@register-imports"
ROWS = (
    "urn,title,service_type,places,town,provider,sector",
    "NEW-1,Hafod Deg,childrens_home,4,Barry,Deg Care Ltd,private",
    "NEW-2,,childrens_home,4,Barry,Deg Care Ltd,private",
    "NEW-3,Bryn Deg,childrens_home,5,Barry,Deg Care Ltd,private",
)


def file(*rows, name="deg_2026-10-01.csv", **more):
    data = b64encode("\n".join(rows).encode()).decode()
    return {"filename": name, "data": data, **more}


@pytest.fixture(scope="module")
def ask(visitor):
    """Return a way to ask as an account, with JSON."""

    def ask(who, method, path, body=None):
        return visitor(who).ask("", Probe(method, path, JSON, body))

    return ask


@pytest.fixture(scope="module")
def one(ask):
    """The address of an import that an officer has brought in, compared by a worker."""
    answer = ask(OFFICER, "POST", LIST, file(*ROWS))
    assert answer.status_code == 202, answer.text
    begun = answer.json()
    assert (begun["state"], begun["job"]["state"]) == ("waiting", "queued")
    assert answer.headers["location"] == begun["@id"]
    work()
    return f"{LIST}/{begun['id']}"


def entries(ask, one, query=""):
    return ask(OFFICER, "GET", f"{one}/entries{query}").json()


def test_an_import_tells_its_groups_and_what_is_wrong_with_the_file(ask, one):
    told = ask(OFFICER, "GET", one).json()
    assert told["progress"] == {"state": "compared", "busy": False, "done": 0, "total": 0}
    assert told["groups"] == [{"group": "new", "count": 2, "ticked": 0}]
    assert (told["as_at"], told["by"]) == ("2026-10-01", OFFICER)
    assert [(line["line"], line["message"]) for line in told["remarks"]] == [
        (3, "“Name” is empty.")
    ]
    [listed] = ask(R, "GET", LIST).json()["items"]
    assert listed == {name: told[name] for name in listed}


def test_entries_come_in_pages_and_by_what_is_asked_for(ask, one):
    page = entries(ask, one, "?b_start=1&b_size=1")
    assert page["items_total"] == 2
    [entry] = page["items"]
    assert (entry["kind"], entry["number"], entry["ticked"]) == ("new", "NEW-3", False)
    assert (entry["portal"], entry["file"]["places"]) == (None, 5)
    assert entries(ask, one, "?q=hafod")["items_total"] == 1
    for query in ("?group=vanished", "?ticked=true", "?result=done"):
        assert entries(ask, one, query)["items_total"] == 0, query


@pytest.mark.parametrize("who", [C, "ivor.inspector", "petra.contact"])
def test_for_others_there_is_no_such_service(visitor, one, who):
    number = one.rpartition("/")[2]
    asked = [
        (method, f"{name}{below}", body)
        for name in ("register-imports", "register-mappings")
        for method, below, body in (
            ("GET", "", None),
            ("GET", "?colour=blue", None),
            ("GET", f"/{number}", None),
            ("GET", f"/{number}/entries", None),
            ("POST", "", file(*ROWS)),
            ("POST", f"/{number}/apply", {}),
            ("PATCH", f"/{number}", {"tick": [1]}),
            ("DELETE", f"/{number}", None),
        )
    ]
    for method, path, body in asked:
        name = path.partition("/")[0].partition("?")[0]
        probe = Probe(method, "", JSON, body)
        there = visitor(who).told(f"/@{path}", probe, name)
        never = visitor(who).told(f"/@never-{path}", probe, f"never-{name}")
        assert there == never, (method, path)


@pytest.mark.parametrize(
    "path", ["999", "x", "-1", "٣", "9" * 30, "9" * 5000, "1/nothing", "1/entries/2", "2/entries"]
)
def test_what_is_no_import_is_not_there(ask, one, path):
    for method in ("GET", "PATCH", "DELETE", "POST"):
        assert ask(OFFICER, method, f"{LIST}/{path}", {}).status_code == 404, method


@pytest.mark.parametrize(
    ("method", "path", "body", "said"),
    [
        ("GET", "?colour=blue", None, "“colour”"),
        ("GET", "?b_size=0", None, "“b_size”"),
        ("GET", "/1?b_size=1", None, "“b_size”"),
        ("GET", "/1/entries?b_start=x", None, "“b_start”"),
        ("GET", "/1/entries?ticked=perhaps", None, "“ticked”"),
        ("POST", "", {}, "“filename”"),
        ("POST", "", [], "no JSON object"),
        ("POST", "", {"filename": "x.csv", "data": "%"}, "base64"),
        ("POST", "", file(*ROWS, name=None), "“filename”"),
        ("POST", "", file(""), "Choose a file"),
        ("POST", "", file("%PDF-1.7"), "This is no table"),
        ("POST", "", file("a,b", "1,2"), "No mapping reads"),
        ("POST", "", file(*ROWS, mapping="nobodys"), "No mapping reads"),
        ("POST", "", file(*ROWS, as_at="2999-01-01"), "not in the future"),
        ("POST", "", file(*ROWS, colour="blue"), "“colour”"),
        ("PATCH", "/1", {"colour": [1]}, "“colour”"),
        ("PATCH", "/1", {"tick": 1}, "“tick”"),
        ("PATCH", "/1", {"tick": [1, 9]}, "no entry “9”"),
        ("PATCH", "/1", {"answers": {"1": "follows"}}, "Entry 1 cannot be"),
        ("POST", "/1/propose", {}, "Nothing is ticked"),
        ("POST", "/1/propose", {"comment": "x"}, "“comment”"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(ask, one, method, path, body, said):
    answer = ask(OFFICER, method, f"{LIST}{path}", body)
    assert answer.status_code == 400, answer.text
    assert answer.json()["type"] == "BadRequest"
    assert said in answer.json()["message"]
    transaction.begin()
    assert [len(found.ticks) for found in store.all()] == [0]


def test_officers_tick_and_propose_reviewers_apply_and_undo(ask, one):
    told = ask(OFFICER, "PATCH", one, {"tick": [1, 2], "untick": [2]}).json()
    assert told["groups"] == [{"group": "new", "count": 2, "ticked": 1}]
    assert [entry["id"] for entry in entries(ask, one, "?ticked=true")["items"]] == [1]
    assert ask(OFFICER, "POST", f"{one}/propose").json()["state"] == "proposed"
    for action in ("apply", "undo", "continue"):
        assert ask(OFFICER, "POST", f"{one}/{action}").status_code == 404, action
    assert ask(R, "POST", f"{one}/apply").status_code == 202
    assert ask(R, "POST", f"{one}/apply").status_code == 400
    work()
    assert ask(R, "GET", one).json()["outcomes"] == {"done": 1}
    [done] = entries(ask, one, "?result=done")["items"]
    assert done["outcome"] == {"state": "done", "message": None}
    assert ask(OFFICER, "PATCH", one, {"tick": [2]}).status_code == 400
    assert ask(OFFICER, "DELETE", one).status_code == 400
    assert ask(R, "POST", f"{one}/undo").status_code == 202
    work()
    assert ask(R, "GET", one).json()["state"] == "undone"


def test_an_import_compared_before_another_was_applied_is_compared_anew(ask, one):
    late = ask(OFFICER, "POST", LIST, file(*ROWS)).json()["id"]
    work()
    ask(OFFICER, "PATCH", f"{LIST}/{late}", {"tick": [1]})
    transaction.begin()
    store.turn()["serial"] += 1
    transaction.commit()
    answer = ask(R, "POST", f"{LIST}/{late}/apply")
    assert (answer.status_code, answer.json()["type"]) == (409, "Conflict")
    assert ask(OFFICER, "DELETE", f"{LIST}/{late}").status_code == 204
    assert ask(OFFICER, "GET", f"{LIST}/{late}").status_code == 404


def test_a_write_is_no_write_for_a_page_of_another_site(visitor, one):
    """A form of HTML cannot ask for JSON, and without that there is no service."""
    sent = visitor(OFFICER).client.post(
        f"{visitor(OFFICER).base}{LIST}", data=file(*ROWS), headers={"Accept": "text/html"}
    )
    assert sent.status_code == 404


def test_mappings_are_listed_for_officers_and_shown_whole_to_administrators(ask, one):
    items = ask(OFFICER, "GET", "/@register-mappings").json()["items"]
    assert [item["id"] for item in items] == ["ciw", "own", "scotland"]
    assert ask(OFFICER, "GET", "/@register-mappings/ciw").status_code == 404
    whole = ask("mair.manager", "GET", "/@register-mappings/ciw").json()
    assert whole["mapping"] == mappings.get("ciw").raw
    assert ask("mair.manager", "GET", "/@register-mappings/nobodys").status_code == 404


def test_a_service_names_those_before_and_after_it_that_its_reader_may_see(layer, register, ask):
    shared, hidden = register["Service", "shared"], register["Service", "concealed"]
    transaction.begin()
    succession.link(hidden, shared)
    succession.link(shared, register["Service", "draft"])
    transaction.commit()
    path = shared.absolute_url().removeprefix(layer["portal"].absolute_url())
    told = ask(R, "GET", path).json()
    assert told["predecessors"] == [{"@id": hidden.absolute_url(), "title": hidden.title}]
    assert len(told["successors"]) == 1
    told = ask(C, "GET", path).json()
    assert (told["predecessors"], told["successors"]) == ([], [])


def test_an_event_tells_what_it_changed_as_far_as_its_reader_may_read_it(layer, register, ask):
    hidden = IUUID(register["RegistrationCondition", "in concealed service"])
    made = register["RegistrationEvent", "shared"]
    transaction.begin()
    made.changes = {"places": (4, 5), "address": (None, "1 Hidden Lane")}
    made.conditions = (ConditionChange(VARY, hidden, text=world.CANARY),)
    transaction.commit()
    path = made.absolute_url().removeprefix(layer["portal"].absolute_url())
    told = ask(C, "GET", path).json()
    assert told["changes"] == [{"field": "places", "before": 4, "after": 5}]
    assert told["conditions"] == []
    told = ask(R, "GET", path).json()
    assert told["conditions"] == [{"action": VARY, "text": world.CANARY}]
    assert len(told["changes"]) == 2
