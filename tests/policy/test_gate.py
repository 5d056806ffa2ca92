"""The gate over HTTP: what is hidden answers as what never was (SECURITY)."""

from contextlib import contextmanager
from plone import api
from probes import ASK_FOR_ACCOUNTS
from probes import CLOSED_TO_READERS
from probes import LISTINGS
from probes import NEVER
from probes import path_of
from probes import PROBES
from visits import changes
from visits import difference
from visits import JSON
from visits import mostly_unseen
from visits import Probe

import pytest
import transaction
import world


pytestmark = pytest.mark.uncounted
pytest_plugins = ["served"]


HIDDEN = (
    ("InspectionReport", "draft"),
    ("InspectionReport", "concealed"),
    ("InspectionReport", "shared in concealed service"),
    ("RegistrationCondition", "in concealed service"),
    ("ProviderClaim", "in concealed service"),
    ("EnforcementAction", "shared in concealed provider"),
    ("Service", "draft"),
    ("Service", "concealed"),
    ("Service", "shared in concealed provider"),
    ("Provider", "draft"),
    ("Provider", "concealed"),
)

COMMISSIONER = "carys.commissioner"
READERS = (COMMISSIONER, "ivor.inspector", "petra.contact", "wil.partner")

#: Where the answer rests on something else than a state.
NOT_THEIRS = (
    ("petra.contact", ("InspectionReport", "draft")),
    ("petra.contact", ("InspectionReport", "shared in concealed service")),
    ("otto.contact", ("Provider", "shared")),
    ("otto.contact", ("InspectionReport", "shared")),
    ("ivor.inspector", ("InspectionReport", "concealed in draft service")),
    ("wil.partner", ("Service", "shared")),
    ("wil.partner", ("InspectionReport", "shared")),
    ("carys.commissioner", ("LiaisonItem", "sent")),
    ("ivor.inspector", ("LiaisonItem", "sent about draft service")),
    ("ivor.inspector", ("IntakeItem", "to be filed")),
    ("mair.manager", ("IntakeItem", "to be filed")),
    ("wil.partner", ("Protocol", "in force")),
    ("ivor.inspector", ("Evidence", "in readiness")),
    ("carys.commissioner", ("Evidence", "in readiness")),
    ("petra.contact", ("Meeting", "agreed")),
)
WHO_DOES_NOT_SEE = (*((COMMISSIONER, row) for row in HIDDEN), *NOT_THEIRS)


def secrets_of(thing):
    """Return what an answer about a hidden thing must not hold."""
    file = getattr(thing.aq_base, "file", None)
    return {thing.title, thing.UID(), thing.getId(), *([file.filename] if file else [])}


def leak(there, nowhere, probe, hidden):
    """Return how the answer to a probe differs from that on what never was."""
    said = [one for one in secrets_of(hidden) - {hidden.getId()} if one in str(there)]
    if there == nowhere and not said:
        return None
    return f"{probe}: {said} {difference(there, nowhere)}"


def leaks(who, hidden, visitor, nowhere, path=None, probes=PROBES):
    """Return the leaks of every probe at a hidden thing, a line each."""
    path, name = path or path_of(hidden), hidden.getId()
    found = (
        leak(visitor(who).told(path, probe, name), nowhere(who, probe), probe, hidden)
        for probe in mostly_unseen(probes)
    )
    return "\n".join(filter(None, found))


@pytest.mark.parametrize(("who", "row"), WHO_DOES_NOT_SEE, ids=str)
def test_what_is_hidden_answers_as_what_never_was(visitor, register, nowhere, who, row):
    assert not leaks(who, register[row], visitor, nowhere)


@pytest.mark.parametrize(("asked_by", "is_page"), [("document", True), ("image", False)])
def test_a_page_is_made_for_what_shows_one(visitor, asked_by, is_page):
    probe = Probe("GET", f"/{NEVER}", headers=(("Sec-Fetch-Dest", asked_by),))
    answer = visitor(COMMISSIONER).ask("", probe)
    assert answer.status_code == 404
    assert ("<h1" in answer.text) == is_page


@pytest.mark.parametrize(
    "row", [("Service", "concealed"), ("InspectionReport", "draft")], ids=" ".join
)
def test_no_detour_leads_to_what_is_hidden(visitor, register, nowhere, row):
    hidden, shown = path_of(register[row]), path_of(register["InspectionReport", "shared"])
    detours = [
        f"{hidden}{shown}",
        f"{shown}{hidden}",
        f"/register{hidden}",
        f"{hidden}/portal_catalog",
        f"{hidden}/++theme++barceloneta",
        f"/@@nothing-here{hidden}",
        f"/resolveuid/{register[row].UID()}",
        f"{shown}/resolveuid/{register[row].UID()}",
        f"/@@redirect-to-uuid/{register[row].UID()}",
        f"/++api++{hidden}",
    ]
    plain = [Probe("GET", ""), Probe("GET", "", JSON), Probe("GET", "/@@download/file")]
    for path in detours:
        missing = path.replace(register[row].getId(), NEVER).replace(register[row].UID(), NEVER)
        for probe in plain:
            there = visitor(COMMISSIONER).told(
                path, probe, register[row].getId(), register[row].UID()
            )
            never = visitor(COMMISSIONER).told(missing, probe, NEVER)
            assert not leak(there, never, f"{path} {probe}", register[row])
            assert there[0] == 404, path


def snapshot(visitor, who, *places):
    """Return the answers to all that lists something, in these places."""
    return {
        f"{place} {probe}": visitor(who).told(place, probe)
        for place in places
        for probe in LISTINGS
    }


@contextmanager
def as_user(name):
    """Work as somebody and commit."""
    transaction.begin()
    with api.env.adopt_user(username=name):
        yield
        transaction.commit()


def test_a_portal_with_hidden_things_is_like_one_without(visitor, register):
    provider = register["Provider", "shared"]
    shown = [provider, register["Service", "shared"], register["InspectionReport", "shared"]]
    places = ["", "/register", *map(path_of, shown)]
    keep = Probe("POST", "/@saved-searches", JSON, {"name": "all", "query": {}})
    assert visitor(COMMISSIONER).ask("", keep).status_code == 201
    before = snapshot(visitor, COMMISSIONER, *places)
    with as_user("ann.officer"):
        home = world.service(provider, "late")
        document = world.document(home, "InspectionReport", "late")
        world.document(register["Service", "shared"], "ComplaintReport", "late")
    assert not changes(before, snapshot(visitor, COMMISSIONER, *places)), "drafts show"
    with as_user("rhys.reviewer"):
        world.transition(home, "share")
        world.transition(document, "share")
    shared = snapshot(visitor, COMMISSIONER, *places, path_of(home), path_of(document))
    assert str(shared).count(home.title) > 10
    with as_user("rhys.reviewer"):
        world.transition(home, "conceal")
    assert not changes(before, snapshot(visitor, COMMISSIONER, *places)), "the concealed shows"
    assert api.content.get_state(document) == "shared"
    with as_user("rhys.reviewer"):
        world.transition(home, "reveal")
    revealed = snapshot(visitor, COMMISSIONER, *places, path_of(home), path_of(document))
    assert not changes(shared, revealed), "revealing does not restore"


def test_a_concealed_service_is_gone_at_once_with_all_that_is_in_it(visitor, register, nowhere):
    home = register["Service", "shared"]
    inside = [home, *(register[kind, "shared"] for kind in world.DOCUMENTS)]
    plain = [Probe("GET", ""), Probe("GET", "", JSON), Probe("GET", "/@@download/file")]
    try:
        with as_user("rhys.reviewer"):
            world.transition(home, "conceal")
        for one in inside:
            assert not leaks(COMMISSIONER, one, visitor, nowhere, probes=plain)
            assert not leaks("petra.contact", one, visitor, nowhere, probes=plain)
    finally:
        with as_user("rhys.reviewer"):
            world.transition(home, "reveal")
    for one in inside:
        assert visitor(COMMISSIONER).get(path_of(one), JSON).status_code == 200


@pytest.mark.parametrize("who", READERS)
def test_readers_learn_nothing_of_accounts_and_administration(visitor, nowhere, who):
    found = []
    for probe in CLOSED_TO_READERS:
        answer = visitor(who).told("", probe)
        if answer != nowhere(who, probe) and not answer[1].get("location", "").endswith("/login"):
            found.append(f"{probe}: {answer[0]} {answer[2][:100]!r}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", READERS)
def test_no_answer_tells_a_reader_who_else_has_an_account(visitor, register, who):
    others = {*world.STAFF, *world.CONTACTS, "reviewers"} - {who}
    # Who prepares for inspections with them is told which groups a briefing went to.
    others -= {"reviewers"} if who == "wil.partner" else set()
    shown = path_of(register["InspectionReport", "shared"])
    for place in ("", "/register", shown):
        for probe in (*ASK_FOR_ACCOUNTS, Probe("GET", ""), Probe("GET", "", JSON)):
            text = visitor(who).ask(place, probe).text
            assert not [name for name in others if name in text], f"{place} {probe}"


FORM_PARTS = (
    "{service}/@@edit/++widget++title",
    "{service}/@@edit/++widget++needs/@@getVocabulary",
    "{service}/++add++InspectionReport/++widget++file",
    "{service}/++add++InspectionReport/++widget++form.widgets.judgements",
    "{report}/@@edit/++widget++file/@@download/name.pdf",
    "{report}/@@edit/++widget++judgements",
    "/@@ccsr-settings/++widget++days_to_share",
)


@pytest.mark.parametrize("who", READERS)
def test_the_parts_of_a_form_are_closed_with_the_form(visitor, register, who):
    service, report = register["Service", "shared"], register["InspectionReport", "shared"]
    for part in FORM_PARTS:
        path = part.format(service=path_of(service), report=path_of(report))
        assert visitor(who).get(path).status_code == 404, path


DOORS_FOR_READERS = (
    "",
    "/@@download/file",
    "/@@download/file/report.pdf",
    "/@@display-file/file",
    "/@@read?page=2&q=page",
    "/@@read-picture?page=2&width=160",
    "/@@read-words?page=2",
    "/@@read-find?q=page",
)


@pytest.mark.parametrize("who", [COMMISSIONER, "ivor.inspector", "petra.contact", "ann.officer"])
def test_what_may_be_viewed_is_served(visitor, register, who):
    report = register["InspectionReport", "shared"]
    for suffix in DOORS_FOR_READERS:
        assert visitor(who).get(path_of(report) + suffix).status_code == 200, suffix
    assert visitor(who).get(path_of(report) + "/@@download/file").content == report.file.data
    answer = visitor(who).get(path_of(report), JSON).json()
    assert answer["title"] == report.title
    assert visitor(who).get("/++theme++barceloneta/css/barceloneta.min.css").status_code == 200


def test_an_editor_gets_the_form_and_its_parts(visitor, register):
    draft = path_of(register["InspectionReport", "draft"])
    assert visitor("ann.officer").get(f"{draft}/edit").status_code == 200
    assert visitor("ann.officer").get(f"{draft}/@@edit/++widget++title").status_code == 200


def test_only_who_may_edit_locks(visitor, register):
    shown = path_of(register["Service", "shared"])
    lock = Probe("POST", "/@lock", JSON, {})
    assert visitor(COMMISSIONER).ask(shown, lock).status_code == 404
    visitor(COMMISSIONER).get(f"{shown}/@@plone_lock_operations/create_lock")
    assert visitor("rhys.reviewer").get(f"{shown}/@lock", JSON).json()["locked"] is False


def test_webdav_is_not_spoken_to_anybody(visitor, register):
    shown = path_of(register["Service", "shared"])
    for who in (None, COMMISSIONER, "mair.manager"):
        for method in ("PROPFIND", "LOCK", "MKCOL", "COPY", "MOVE", "TRACE"):
            assert visitor(who).ask(shown, Probe(method, "")).status_code == 405


@pytest.mark.parametrize("who", [COMMISSIONER, None])
def test_an_error_on_the_way_to_what_is_hidden_is_no_other_answer(visitor, register, who):
    hidden = path_of(register["Service", "concealed"])
    for path in ("/@@images", "/@@images/a/b/c/d", "/@@resolveuid", "/++add++", "/++widget++"):
        there = visitor(who).told(
            hidden + path, Probe("GET", "", JSON), path_of(register["Service", "concealed"])
        )
        never = visitor(who).told(
            f"/register/{NEVER}{path}", Probe("GET", "", JSON), f"/register/{NEVER}"
        )
        assert there == never, path


def test_a_permanent_link_leads_to_what_may_be_viewed(visitor, register):
    report = register["InspectionReport", "shared"]
    for link in ("resolveuid", "@@redirect-to-uuid"):
        answer = visitor(COMMISSIONER).get(f"/{link}/{report.UID()}")
        assert answer.headers["location"] == report.absolute_url()
        assert visitor(COMMISSIONER).get(f"/{link}").status_code == 404
