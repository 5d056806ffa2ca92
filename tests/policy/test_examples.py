"""The examples in the manual are what the services answer.

``make docs-examples`` writes them anew; here they are compared.
"""

from base64 import b64encode
from ccsr.content.services.openapi.get import operations
from ccsr.policy import accounts
from datetime import date
from pathlib import Path
from plone import api
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import ATTRIBUTE_NAME
from working import work

import httpx
import json
import os
import pytest
import re
import transaction
import world


FOLDER = Path(__file__).parents[2] / "docs" / "reference" / "examples"
WRITE = "CCSR_WRITE_EXAMPLES"
SITE = "https://ccsr.example/ccsr"

COMMISSIONER, OFFICER, REVIEWER = "carys.commissioner", "ann.officer", "rhys.reviewer"
CONTACT = "petra.contact"

#: Id in the manual → how the thing is made.
UIDS = {
    "haul-care": "5f0c1d2e3a4b4c5d8e6f7a8b9c0d1e01",
    "haul-house": "5f0c1d2e3a4b4c5d8e6f7a8b9c0d1e02",
    "report": "5f0c1d2e3a4b4c5d8e6f7a8b9c0d1e03",
    "complaint": "5f0c1d2e3a4b4c5d8e6f7a8b9c0d1e04",
}

#: What is another each time; the words that stand for it in the manual.
NORMAL = (
    (re.compile(r'(@subscriptions/|"id": ")[0-9a-f]{32}"'), rf'\g<1>{"7b" * 16}"'),
    (re.compile(r'"(version|digest)": "[0-9a-f]{16,64}"'), r'"\1": "…"'),
    (re.compile(r'"(since|token)": "[\w.~-]{20,}"'), r'"\1": "…"'),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)"), "2026-03-04T10:00:00Z"),
    (
        re.compile(
            r'"(id|@id|url)": "([^"]*@(?:saved-searches|shortlists)/)?[b-df-hj-np-tv-z2-9]{12}"'
        ),
        r'"\1": "\2k7mqz2hvx4bd"',
    ),
)
TODAY = re.compile(re.escape(date.today().isoformat()))


def made(container, portal_type, name, **values):
    """Add a thing that has the same UID each time; the others get one of their own."""
    thing = createContent(portal_type, **values)
    if name in UIDS:
        setattr(thing, ATTRIBUTE_NAME, UIDS[name])
    return addContentToContainer(container, thing)


@pytest.fixture(scope="module")
def named(layer):
    """What the examples are about, by its name in the manual."""
    portal = layer["portal"]
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
    with api.env.adopt_user(username=REVIEWER):
        things = _things(portal["register"])
        for one in things.values():
            world.transition(one, "share")
        things["deputy"] = made(
            portal["governance"],
            "AgreedAction",
            "deputy",
            title="A deputy for each contact",
            owner=OFFICER,
            due=date(2030, 1, 1),
        )
    with api.env.adopt_user(username="admin"):
        accounts.assign_provider(CONTACT, things["haul-care"])
    transaction.commit()
    return things


def _things(register):
    provider = made(
        register,
        "Provider",
        "haul-care",
        title="Haul Care",
        title_cy="Gofal Haul",
        urn="P-1001",
        sector="private",
        profit_status="for_profit",
        company_number="01234567",
    )
    service = made(
        provider,
        "Service",
        "haul-house",
        title="Haul House",
        title_cy="Tŷ Haul",
        urn="S-2001",
        service_type="fostering_independent",
        local_authority="W06000015",
        registration_status="registered",
        registered_on=date(2020, 5, 1),
        places=4,
        age_from=8,
        age_to=17,
        gender="any",
        needs=["autism"],
        languages=["cy", "en"],
        active_offer="full",
        town="Cardiff",
    )
    documents = {
        name: made(
            service,
            portal_type,
            name,
            title=title,
            file=NamedBlobFile(
                world.pdf(text), contentType="application/pdf", filename=f"{name}.pdf"
            ),
            shareable_declared=True,
            **world.DOCUMENTS[portal_type],
        )
        for name, portal_type, title, text in (
            ("report", "InspectionReport", "Inspection report", "Staff know each child well."),
            ("complaint", "ComplaintReport", "Complaint report", "A complaint about transport."),
        )
    }
    return {"haul-care": provider, "haul-house": service, **documents}


def example(name, method, path, who=COMMISSIONER, body=None, headers=()):
    return pytest.param(name, method, path, who, body, dict(headers), id=name)


#: A register's file: a service with another number of places, a new one.
LINES = b64encode(
    b"urn,title,service_type,places,provider\n"
    b"S-2001,Haul House,fostering_independent,5,Haul Care\n"
    b"S-2002,Haul Lodge,childrens_home,3,Haul Care\n"
).decode()

HOUSE = "/register/haul-care/haul-house"

EXAMPLES = [
    example("login", "POST", "/@login", None, {"login": COMMISSIONER, "password": "…"}),
    example("login_wrong", "POST", "/@login", None, {"login": COMMISSIONER}),
    example("find", "GET", "/@find?q=child&type=InspectionReport&b_size=1"),
    example("find_unknown", "GET", "/@find?colour=blue"),
    example("similar", "GET", f"{HOUSE}/report/@similar"),
    example(
        "saved_searches_post",
        "POST",
        "/@saved-searches",
        body={"name": "Fostering", "query": {"service_type": ["fostering_independent"]}},
    ),
    example("saved_searches", "GET", "/@saved-searches"),
    example("shortlists_post", "POST", "/@shortlists", body={"name": "Teenagers"}),
    example("shortlists", "GET", "/@shortlists"),
    example("open_referral", "GET", "/@open-referral"),
    example("open_referral_services", "GET", "/@open-referral/services?per_page=1"),
    example(
        "open_referral_service",
        "GET",
        "/@open-referral/services/5f0c1d2e-3a4b-4c5d-8e6f-7a8b9c0d1e02",
    ),
    example("open_referral_organizations", "GET", "/@open-referral/organizations?per_page=1"),
    example("open_referral_taxonomies", "GET", "/@open-referral/taxonomies?per_page=2"),
    example("register_csv", "GET", "/@register?format=csv"),
    example("changes", "GET", "/@changes?b_size=2"),
    example("changes_bad", "GET", "/@changes?since=yesterday"),
    example("ids", "GET", "/@ids"),
    example("ids_bucket", "GET", "/@ids?bucket=5f"),
    example("as_on", "GET", f"{HOUSE}/@as-on?date=2026-01-01"),
    example("claim", "GET", f"{HOUSE}/@claim"),
    example("provider_comment", "GET", f"{HOUSE}/complaint/@provider-comment"),
    example(
        "subscriptions_post",
        "POST",
        "/@subscriptions",
        body={"kind": "authority", "target": "W06000015", "time": "daily"},
    ),
    example("subscriptions", "GET", "/@subscriptions"),
    example("alerts", "GET", "/@alerts"),
    example(
        "register_imports_post",
        "POST",
        "/@register-imports",
        OFFICER,
        {"filename": "register_2026-10-01.csv", "data": LINES, "mapping": "own"},
    ),
    example("register_imports", "GET", "/@register-imports", OFFICER),
    example("register_import", "GET", "/@register-imports/1", OFFICER),
    example("register_import_entries", "GET", "/@register-imports/1/entries?group=new", OFFICER),
    example("register_import_patch", "PATCH", "/@register-imports/1", OFFICER, {"tick": [2]}),
    example("register_import_bad", "PATCH", "/@register-imports/1", OFFICER, {"tick": [9]}),
    example("register_mappings", "GET", "/@register-mappings", OFFICER),
    example("liaison", "GET", "/@liaison", "ivor.inspector"),
    example("nothing_here", "GET", f"{HOUSE}/nothing"),
    example(
        "workflow_refused", "POST", f"{HOUSE}/report/@workflow/conceal", REVIEWER, {"comment": ""}
    ),
    example("compliance", "GET", "/@compliance", OFFICER),
    example("deed_refused", "POST", "/governance/deputy/@deed/drop", OFFICER, {"text": ""}),
    example("deed", "POST", "/governance/deputy/@deed/done", OFFICER, {"text": "Named in May."}),
    example(
        "upload_refused",
        "POST",
        "/@upload",
        OFFICER,
        {"file": {"filename": "notes.txt", "data": "bm90ZXM="}, "service": HOUSE.lstrip("/")},
    ),
]


@pytest.mark.parametrize(("name", "method", "path", "who", "body", "headers"), EXAMPLES)
def test_the_manual_shows_what_is_answered(layer, named, name, method, path, who, body, headers):
    said = _asked(layer, named, method, path, who, body, headers)
    work()
    kept = FOLDER / f"{name}.txt"
    if os.environ.get(WRITE):
        FOLDER.mkdir(parents=True, exist_ok=True)
        kept.write_text(said, "utf-8")
    assert kept.read_text("utf-8") == said, "make docs-examples writes it anew"


def test_every_example_is_shown_in_the_manual():
    manual = (FOLDER.parent / "services.rst").read_text("utf-8")
    shown = set(re.findall(r"^\.\. literalinclude:: examples/(\w+)\.txt$", manual, re.MULTILINE))
    assert shown == {one.id for one in EXAMPLES} == {one.stem for one in FOLDER.iterdir()}


def test_every_service_is_in_the_manual(integration):
    manual = (FOLDER.parent / "services.rst").read_text("utf-8")
    assert [one.name for one in operations() if one.name not in manual] == []


def _asked(layer, named, method, path, who, body, headers):
    base = layer["portal"].absolute_url()
    real = {name: thing.getId() for name, thing in named.items()}
    asked = "/".join(real.get(part, part) for part in path.split("/"))
    sent = json.loads(_really(json.dumps(body, ensure_ascii=False), real)) if body else None
    response = httpx.request(
        method,
        f"{base}{asked}",
        json=sent,
        auth=(who, world.PASSWORD) if who else None,
        headers={"Accept": "application/json", **headers},
        timeout=60,
    )
    return f"{_request(method, path, who, body)}\n\n{_response(response, base, real)}\n"


def _really(text, real):
    for name, own in real.items():
        text = text.replace(f"/{name}", f"/{own}")
    return text.replace('"…"', f'"{world.PASSWORD}"')


def _request(method, path, who, body):
    lines = [f"{method} /ccsr{path} HTTP/1.1", "Host: ccsr.example", "Accept: application/json"]
    if who:
        lines.append("Authorization: Bearer …")
    if body:
        lines += ["Content-Type: application/json", "", _shown(json.dumps(body))]
    return "\n".join(lines)


def _response(response, base, real):
    kind = response.headers.get("content-type", "")
    lines = [f"HTTP/1.1 {response.status_code} {response.reason_phrase}"]
    if response.content:
        text = response.content.decode("utf-8-sig")
        text = _shown(text) if kind.startswith("application/json") else text.strip()
        lines += [f"Content-Type: {kind}", "", _normal(text, base, real)]
    return "\n".join(lines).replace("\r\n", "\n")


def _shown(text):
    return json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False)


def _normal(text, base, real):
    text = text.replace(base, SITE)
    for name, own in real.items():
        text = text.replace(own, name)
    for pattern, instead in NORMAL:
        text = pattern.sub(instead, text)
    return TODAY.sub("2026-03-04", text)
