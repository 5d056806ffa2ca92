"""The main job on real reports: upload, share, find, read, conceal (issue of the foundation)."""

from base64 import b64encode
from datetime import date
from datetime import timedelta
from processes import Process
from visits import changes
from visits import HTML
from visits import JSON
from visits import Probe
from visits import Visitor

import csv
import pytest


#: File → a phrase that stands inside it, on the page named.
REPORTS = {
    "80461_devon_2020-03-17.pdf": ("understand their life story starts much too late", 2),
    "80474_herefordshire_2022-09-21.pdf": ("the service unstable and fragile", 2),
    "80481_leeds_2022-05-09.pdf": ("child-friendly Leeds", 2),
}
URN = "80999-MAIN-JOB"
REVIEW = (date.today() + timedelta(days=28)).isoformat()


@pytest.fixture(scope="module")
def portal(demo, tmp_path_factory):
    """A portal of its own: counts must not move for another reason."""
    running = Process(demo(tmp_path_factory.mktemp("main-job")))
    running.wait()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def signed_in(portal):
    def visitor(name):
        return Visitor(portal.url, name, portal.passwords[name])

    return visitor


def send(visitor, method, path, body):
    """Send JSON and return the answer's; fail with what the portal says."""
    answer = visitor.ask(path, Probe(method, "", JSON, body))
    assert answer.status_code < 300, answer.text
    return answer.json() if answer.content else {}


def create(visitor, holder, **values):
    """Add a thing and return its path in the site."""
    return send(visitor, "POST", holder, values)["@id"].removeprefix(visitor.base)


def move(visitor, path, transition, **values):
    send(visitor, "POST", f"{path}/@workflow/{transition}", values)


def find(visitor, q, **values):
    answer = visitor.client.get(
        f"{visitor.base}/@find", params={"q": q, **values}, headers={"Accept": JSON}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


def truth(real_data, name):
    with (real_data / "reports" / "ground_truth.csv").open(encoding="utf-8") as table:
        return next(row for row in csv.DictReader(table) if row["file"] == name)


def upload(officer, service, real_data, name):
    """Key in a report as an officer does, its file with it."""
    row = truth(real_data, name)
    data = (real_data / "reports" / name).read_bytes()
    return create(
        officer,
        service,
        **{
            "@type": "InspectionReport",
            "title": f"Inspection of {row['subject'].title()}",
            "inspectorate": "ofsted",
            "framework": "ofsted_ilacs",
            "inspection_kind": "annual",
            "inspected_from": _day(row["inspection_start"]),
            "inspected_to": _day(row["inspection_end"]),
            "issued": row["published"],
            "judgements": [{"theme": "overall", "grade": row["overall"].replace(" ", "_")}],
            "shareable_declared": True,
            "file": {
                "data": b64encode(data).decode(),
                "encoding": "base64",
                "filename": name,
                "content-type": "application/pdf",
            },
        },
    )


def _day(written):
    return "-".join(reversed(written.split("/")))


#: Sorted by other than relevance, which weighs words by how many documents hold them.
LISTINGS = (
    ("/@find?q=", JSON),
    ("/@find?q=children&sort=title&b_size=100", JSON),
    ("/@find?q=&sort=date&b_size=100", JSON),
    ("/@search?b_size=1000", JSON),
    ("/@search?SearchableText=children&sort_on=path&b_size=1000&fullobjects=1", JSON),
    ("/@search?SearchableText=main+job", JSON),
    ("/@navigation?expand.navigation.depth=4", JSON),
    ("/register?b_size=1000", JSON),
    ("", HTML),
    ("/register", HTML),
    ("/@@find?q=children&sort=title", HTML),
)


def listings(visitor, provider):
    """Return every answer that could count or name what is new."""
    asked = [
        *LISTINGS,
        (f"{provider}?b_size=1000", JSON),
        (provider, HTML),
        (f"{provider}/@navigation", JSON),
    ]
    return {path: visitor.told(path, Probe("GET", "", accept)) for path, accept in asked}


def test_real_reports_go_from_officer_to_commissioner_and_away_again(signed_in, real_data):
    officer, reviewer, commissioner = map(signed_in, ("officer", "reviewer", "commissioner"))
    provider = create(
        officer,
        "/register",
        **{"@type": "Provider", "title": "Main Job Council", "sector": "local_authority"},
    )
    move(reviewer, provider, "share", comment="Checked.")
    before = listings(commissioner, provider)

    service = create(
        officer,
        provider,
        **{
            "@type": "Service",
            "title": "Main Job Children's Services",
            "service_type": "local_authority_childrens_services",
            "registration_status": "registered",
            "urn": URN,
        },
    )
    reports = {name: upload(officer, service, real_data, name) for name in REPORTS}
    assert not changes(before, listings(commissioner, provider)), "drafts show"
    for path in (service, *reports.values()):
        move(reviewer, path, "share", comment="Checked.")

    for name, (phrase, page) in REPORTS.items():
        found = find(commissioner, f'"{phrase}"')
        assert [one["@id"] for one in found["items"]] == [f"{commissioner.base}{reports[name]}"]
        assert found["items"][0]["pages"][0]["number"] == page
        got = commissioner.get(f"{reports[name]}/@@download/file")
        assert got.content == (real_data / "reports" / name).read_bytes()
    assert find(commissioner, URN)["items_total"] == 4
    assert find(commissioner, "", judgement="ofsted_ilacs:inadequate")["items_total"] >= 2

    shown = listings(commissioner, provider)
    inside = [service, *reports.values(), *(f"{path}/@@download/file" for path in reports.values())]
    states = {path: reviewer.get(path, JSON).json()["review_state"] for path in reports.values()}
    move(reviewer, service, "conceal", comment="A regulator's process.", review_date=REVIEW)

    assert not changes(before, listings(commissioner, provider)), "the concealed shows"
    for phrase, _ in REPORTS.values():
        assert find(commissioner, f'"{phrase}"')["items_total"] == 0
    for words in (URN, "Main Job Children's Services", *map(_stem, REPORTS)):
        assert (
            find(commissioner, words)["items_total"]
            == find(commissioner, f"{words} zzqx")["items_total"]
        )
    for path in inside:
        for accept in (HTML, JSON):
            there = commissioner.told(path, Probe("GET", "", accept))
            never = commissioner.told(f"{provider}/bbbbbbbbbbbb", Probe("GET", "", accept))
            assert there == never, path
            assert there[0] == 404

    assert {path: reviewer.get(path, JSON).json()["review_state"] for path in states} == states
    move(reviewer, service, "reveal", comment="The process has ended.")
    assert not changes(shown, listings(commissioner, provider)), "revealing does not restore"


def _stem(name):
    return f'"Inspection of {name.split("_")[1].title()}"'
