"""Personal data: every field decided about, and what is held of one account on request."""

from ccsr.content import personal
from ccsr.content.content import checking
from ccsr.content.domain import shortlists
from ccsr.content.intake import batches
from ccsr.content.interfaces import IShortlists
from ccsr.policy.privacy import marks
from ccsr.policy.privacy import reference
from datetime import datetime
from datetime import UTC
from io import BytesIO
from pathlib import Path
from plone import api
from plone.dexterity.utils import iterSchemataForType
from zipfile import ZipFile
from zope.schema import getFieldNames

import csv
import httpx
import json
import pytest
import re
import transaction
import world


DOC = Path(__file__).parents[2] / "docs" / "reference" / "personal-data.rst"
SUBJECT = "rhys.reviewer"


def own_types():
    """Return the ids of the types that this portal brings."""
    types = api.portal.get_tool("portal_types")
    return [one.getId() for one in types.listTypeInfo() if "ccsr." in getattr(one, "schema", "")]


def test_every_field_of_every_type_is_decided_about(portal):
    undecided = []
    for name in own_types():
        for schema in iterSchemataForType(name):
            decided = personal.marks(schema)
            undecided += [f"{name}.{one}" for one in getFieldNames(schema) if one not in decided]
    assert undecided == []
    assert set(own_types()) == set(marks.SCHEMAS)


def test_a_mark_is_of_a_field_that_there_is():
    for schema in marks.SCHEMAS.values():
        assert set(personal.marks(schema)) <= set(getFieldNames(schema))


def test_every_property_of_an_account_is_decided_about(portal):
    assert set(api.portal.get_tool("portal_memberdata").propertyIds()) == set(marks.PROPERTIES)


def test_the_reference_says_what_the_schemas_say():
    assert DOC.read_text() == reference.page() + "\n", "make personal-data writes it anew"


def make(who, base, account=SUBJECT):
    """Ask for the report over HTTP."""
    client = httpx.Client(auth=(who, world.PASSWORD), timeout=120)
    page = client.get(f"{base}/@@subject-access")
    token = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', page.text)
    form = {"account": account, "_authenticator": token.group(1) if token else ""}
    return client.post(f"{base}/@@subject-access", data=form)


@pytest.fixture(scope="module")
def own_record(tmp_path_factory):
    """A record of this module alone: what other tests did as the account is not in its report."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CCSR_VAR", str(tmp_path_factory.mktemp("var")))
        yield


@pytest.fixture(scope="module")
def made(own_record, layer, register):
    """The report on an account, with something of every kind in it."""
    site = layer["portal"]
    member = api.user.get(userid=SUBJECT)
    member.setMemberProperties({"fullname": "=HYPERLINK(1)", "location": "Bangor"})
    with api.env.adopt_user(username=SUBJECT):
        batches.make()
        shortlist = shortlists.make("Mine", [], datetime.now(UTC))
        uid = register["Service", "concealed"].UID()
        shortlist = shortlists.add(shortlist, uid, "=quiet", datetime.now(UTC), [uid])
        IShortlists(site).put(shortlists.remove(shortlist, uid))
        checking.put(register["ComplaintReport", "shared"], {"outcome": "upheld"}, "step")
    transaction.commit()
    httpx.get(
        f"{site.absolute_url()}/@@find?q=a", auth=(SUBJECT, world.PASSWORD), timeout=60
    ).raise_for_status()
    answer = make("mair.manager", site.absolute_url())
    assert answer.headers["Content-Type"] == "application/zip"
    return ZipFile(BytesIO(answer.content))


def test_the_report_holds_what_the_account_is_and_did(made):
    data = json.loads(made.read("data.json"))
    properties = {row["name"]: row["value"] for row in data["account"]}
    assert properties["location"] == "Bangor"
    assert {"what": "group", "name": "reviewers", "where": ""} in data["rights"]
    done = {row["what"] for row in data["things"]}
    assert {"created", "share", "conceal", "concealed", "uploaded", "answered outcome"} <= done
    assert ("taken off", "=quiet") in {(row["what"], row["note"]) for row in data["shortlists"]}
    comments = {row["comment"] for row in data["things"]}
    assert f"{world.CANARY} comment" in comments


def test_it_names_nobody_else_and_tells_no_secret(made, layer):
    everything = b"".join(made.read(name) for name in made.namelist()).decode("utf-8", "replace")
    others = {*world.STAFF, *world.ADMINISTRATORS, *world.CONTACTS} - {SUBJECT}
    assert [one for one in others if one in everything] == []
    password = layer["portal"].acl_users.source_users._user_passwords[SUBJECT]
    assert str(password) not in everything


def test_it_is_read_in_both_languages_and_its_tables_hold_no_formula(made):
    assert 'lang="cy"' in made.read("index.cy.html").decode()
    assert "<h1>" in made.read("index.en.html").decode()
    rows = list(csv.reader(made.read("en/account.csv").decode("utf-8-sig").splitlines()))
    assert ["fullname", "'=HYPERLINK(1)"] in rows


def test_who_made_a_report_is_on_record(made):
    from ccsr.policy import record

    [line] = record.entries(kind="subject-access", account=SUBJECT)
    assert line.who == "mair.manager"


def test_of_an_account_that_never_was_there_is_no_report(layer, register):
    answer = make("mair.manager", layer["portal"].absolute_url(), "nobody.ever")
    assert "There is no such account" in answer.text


@pytest.mark.parametrize("who", [*world.STAFF, *world.CONTACTS, "sian.siteadmin"])
def test_to_all_but_managers_nothing_is_there(layer, register, who):
    base = layer["portal"].absolute_url()
    assert make(who, base).status_code == 404
