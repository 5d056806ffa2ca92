"""The record as requests write it: who did what, and nothing that did not happen."""

from base64 import b64encode
from ccsr.content.content import stop_notice
from ccsr.content.noted import note
from ccsr.policy import database
from ccsr.policy.domain.record import LONGEST
from ccsr.policy.record import entries
from ccsr.policy.record import reads
from ccsr.policy.record.coalescing import Allowance
from ccsr.policy.record.coalescing import lately
from ccsr.policy.record.writer import writer
from ccsr.policy.state import OK
from ccsr.policy.state import WARN
from ccsr.policy.state.record import Record
from contextlib import closing
from plone import api
from records import elsewhere

import csv
import io
import json
import pytest
import re
import socket
import sqlite3
import transaction
import world


JSON = {"Accept": "application/json"}
READER, REVIEWER = "carys.commissioner", "rhys.reviewer"
OFFICER, MANAGER, SITE_ADMIN = "ann.officer", "mair.manager", "sian.siteadmin"


@pytest.fixture
def recorded(register, tmp_path, monkeypatch):
    """A record that holds what this test does and nothing else."""
    lately.forget()
    monkeypatch.setattr(reads, "refusals", Allowance(reads.refusals.each))
    with elsewhere(tmp_path):
        yield tmp_path


@pytest.fixture
def ask(visitor, recorded):
    """Return a way to ask for a thing's page, or a path of the site."""

    def asked(who, where, method="GET", **options):
        path = where if isinstance(where, str) else where.absolute_url_path()
        client = visitor(who)
        base = client.base.removesuffix("/plone") if not isinstance(where, str) else client.base
        return client.client.request(method, f"{base}{path}{options.pop('page', '')}", **options)

    return asked


def told(**asked):
    """Return kind, account and title of each line, the oldest first."""
    skipped = ("signed-in",)
    found = [line for line in reversed(entries(**asked)) if line.kind not in skipped]
    return [(line.kind, line.who, line.title) for line in found]


@pytest.fixture
def shared(register):
    return register["InspectionReport", "shared"]


@pytest.fixture
def hidden(register):
    return register["InspectionReport", "concealed"]


def test_a_page_json_and_a_file_are_on_record_with_who_and_from_where(ask, shared):
    assert ask(READER, shared).status_code == 200
    assert ask(OFFICER, shared, headers=JSON).status_code == 200
    assert ask(READER, shared, page="/@@download/file").status_code == 200
    assert told() == [
        ("viewed", READER, shared.title),
        ("viewed", OFFICER, shared.title),
        ("downloaded", READER, shared.title),
    ]
    [line] = entries(kind="downloaded")
    assert line.uid == shared.UID()
    assert line.path == shared.absolute_url_path().removeprefix("/plone")
    assert line.address == "127.0.0.1"
    assert line.details["file"] == shared.file.filename


def test_each_thing_that_a_list_gives_in_full_is_on_record(ask, shared):
    ask(READER, f"/@search?UID={shared.UID()}", headers=JSON)
    assert told() == []
    ask(READER, f"/@search?UID={shared.UID()}&fullobjects=1", headers=JSON)
    assert told() == [("viewed", READER, shared.title)]
    assert entries(kind="viewed")[0].path == shared.absolute_url_path().removeprefix("/plone")


def test_what_is_asked_for_by_post_is_read_all_the_same(ask, shared):
    assert ask(READER, shared, "POST").status_code == 200
    assert ask(OFFICER, shared, "POST", page="/@@download/file").status_code == 200
    assert told() == [("viewed", READER, shared.title), ("downloaded", OFFICER, shared.title)]


def test_whole_things_are_seen_in_the_answer_however_they_were_asked_for(ask, shared):
    ask(READER, f"/@search?UID={shared.UID()}&%66ullobjects=1", headers=JSON)
    query = {"i": "UID", "o": "plone.app.querystring.operation.string.is", "v": shared.UID()}
    body = json.dumps({"query": [query], "full": 1}).replace("full", r"\u0066ullobjects")
    headers = {**JSON, "Content-Type": "application/json"}
    ask(OFFICER, "/@querystring-search", "POST", content=body, headers=headers)
    assert told() == [("viewed", READER, shared.title), ("viewed", OFFICER, shared.title)]


def test_a_file_in_forty_pieces_is_one_download_and_a_head_is_none(ask, shared):
    for start in range(0, 400, 10):
        piece = {"Range": f"bytes={start}-{start + 9}"}
        ask(READER, shared, page="/@@display-file/file", headers=piece)
    ask(REVIEWER, shared, "HEAD", page="/@@download/file")
    assert told() == [("downloaded", READER, shared.title)]


def test_a_document_that_is_read_page_by_page_is_viewed_once(ask, shared):
    page = ask(READER, shared, page="/@@read").text
    opening = re.search(r'data-opening="([^"]+)"', page)[1]
    lately.forget()
    for part in ("read-picture?page=2&", "read-words?page=2&", "read-find?q=page&"):
        assert ask(READER, shared, page=f"/@@{part}opening={opening}").status_code == 200
    assert told() == [("viewed", READER, shared.title)]


def test_a_picture_of_a_page_that_nobody_opened_is_a_view(ask, shared):
    opening = re.search(r'data-opening="([^"]+)"', ask(READER, shared, page="/@@read").text)[1]
    lately.forget()
    assert ask(READER, shared, page="/@@read-picture").status_code == 200
    assert ask(OFFICER, shared, page=f"/@@read-words?opening={opening}").status_code == 200
    assert told() == [(kind, who, shared.title) for kind, who in VIEWS]


VIEWS = [("viewed", READER), ("viewed", READER), ("viewed", OFFICER)]


def test_services_and_providers_are_on_record_areas_and_searches_are_not(ask, register):
    ask(READER, register["Service", "shared"])
    ask(READER, register["Provider", "shared"])
    ask(READER, "/register")
    ask(READER, "/@@find?q=secretword")
    assert [kind for kind, *_ in told()] == ["viewed", "viewed"]


def test_what_is_hidden_and_what_is_missing_are_refused_and_told_apart_to_administrators(
    ask, hidden
):
    assert ask(READER, hidden).status_code == 404
    assert ask(READER, "/register/nothing").status_code == 404
    assert ask(READER, hidden, page="/nothing").status_code == 404
    assert told() == [
        ("refused", READER, hidden.title),
        ("refused", READER, ""),
        ("refused", READER, hidden.title),
    ]
    assert [line.details for line in entries(kind="refused")] == [
        {"hidden": True},
        {},
        {"hidden": True},
    ]


def test_nobody_can_fill_the_record_by_guessing_addresses(ask, shared, monkeypatch):
    monkeypatch.setattr(reads, "refusals", Allowance(3))
    for number in range(6):
        ask(READER, f"/register/guess-{number}")
    assert [line.details for line in reversed(entries(kind="refused"))] == [
        *[{}] * 3,
        {"more": True},
    ]


def test_somebody_who_has_not_signed_in_is_one_line_a_minute(ask, shared):
    for number in range(5):
        ask(None, f"/register/{number}")
    assert told() == [("refused", "", "")]


def test_nobody_can_fill_the_record_who_has_not_signed_in(ask, shared):
    for number in range(3):
        assert ask(None, "/@login", "POST", json={}, headers=JSON).status_code == 400
        ask(None, f"/register/{number}/@login", "POST", json={}, headers=JSON)
    assert told() == [("refused", "", "")]


def test_a_request_that_cannot_be_read_is_not_told_of_who_came_before(ask, shared):
    headers = {"Content-Type": "text/xml"}
    for _ in range(6):
        # As many as the server has threads.
        ask(READER, shared)
        ask(None, shared, "POST", content="<methodCall>", headers=headers)
    assert told() == [("viewed", READER, shared.title), ("refused", "", "")]


def test_a_title_that_no_database_takes_keeps_nothing_off_the_record(ask, register):
    body = json.dumps({"@type": "InspectionReport", "title": "a\ud800b\x0bc" + "d" * 600})
    headers = {**JSON, "Content-Type": "application/json"}
    made = ask(OFFICER, register["Service", "shared"], "POST", content=body, headers=headers)
    path = made.json()["@id"].partition("/plone")[2]
    ask(REVIEWER, f"/@search?UID={made.json()['UID']}&fullobjects=1", headers=JSON)
    ask(OFFICER, path, "DELETE", headers=JSON)
    titles = {kind: title for kind, _who, title in told()}
    assert list(titles) == ["created", "viewed", "deleted"]
    assert set(titles.values()) == {("a?b c" + "d" * 600)[:LONGEST]}


def test_no_word_of_a_search_and_no_token_is_in_an_address(ask, shared):
    ask(READER, shared, page="?q=secretword")
    ask(None, "/@@passwordreset/secretword")
    assert "secretword" not in "".join(str(line) for line in entries())


def test_a_change_is_on_record_with_the_names_of_fields_and_not_what_is_in_them(ask, register):
    draft = register["InspectionReport", "draft"]
    values = {"inspector": "Secretname", "title": "New title"}
    assert ask(OFFICER, draft, "PATCH", json=values, headers=JSON).status_code == 204
    [line] = entries(who=OFFICER, kind="changed")
    assert (line.kind, line.who, line.title) == ("changed", OFFICER, "New title")
    assert line.details == {"fields": ["inspector", "title"]}


def test_a_thing_is_created_moved_on_and_deleted(ask, register):
    service = register["Service", "shared"]
    made = ask(
        OFFICER, service, "POST", json={"@type": "InspectionReport", "title": "Short"}, headers=JSON
    )
    assert made.status_code == 201
    path = made.json()["@id"].partition("/plone")[2]
    assert ask(OFFICER, path, "DELETE", headers=JSON).status_code == 204
    draft = register["ComplaintReport", "draft"]
    moved = ask(
        REVIEWER, draft, "POST", page="/@workflow/share", json={"comment": "Read"}, headers=JSON
    )
    assert moved.status_code == 200
    assert [kind for kind, *_ in told()] == ["created", "deleted", "transition"]
    [line] = entries(kind="transition")
    assert line.details == {
        "after": "shared",
        "before": "draft",
        "comment": "Read",
        "transition": "share",
    }
    assert entries(kind="deleted")[0].title == "Short"


def test_a_change_that_is_refused_leaves_no_change_on_record(ask, register, shared):
    refused = ask(READER, shared, "PATCH", json={"title": "Mine"}, headers=JSON)
    assert refused.status_code == 404
    again = ask(REVIEWER, shared, "POST", page="/@workflow/share", json={}, headers=JSON)
    assert again.status_code == 400
    assert told() == [("refused", READER, shared.title), ("failed", REVIEWER, shared.title)]


def test_a_file_is_on_record_when_it_is_taken_and_when_it_is_refused(ask, register):
    service = register["Service", "shared"]
    files = {"good.pdf": world.pdf("One page"), "bad.pdf": b"MZ no PDF at all"}
    for name, data in files.items():
        file = {"data": b64encode(data).decode(), "encoding": "base64", "filename": name}
        file["content-type"] = "application/pdf"
        body = {"@type": "InspectionReport", "title": name, "file": file}
        ask(OFFICER, service, "POST", json=body, headers=JSON)
    assert [kind for kind, *_ in told()] == ["created", "uploaded", "upload-refused", "failed"]
    [refused] = entries(kind="upload-refused")
    assert refused.request == service.absolute_url_path().removeprefix("/plone")
    assert refused.details == {"file": "bad.pdf", "rule": "not_pdf"}


def test_an_export_is_one_line_with_the_query_and_the_number(ask):
    assert ask(READER, "/@@export?type=InspectionReport").status_code == 200
    [line] = entries(kind="exported")
    assert line.details["query"] == [["type", "InspectionReport"]]
    assert line.details["count"] > 0


def test_what_is_undone_was_not_done(recorded, layer, register):
    provider = register["Provider", "shared"]
    with api.env.adopt_user(username=REVIEWER):
        world.service(provider, "undone")
        note("imported", provider, rows=3)
        note("exported", count=3)
    transaction.abort()
    assert [kind for kind, *_ in told()] == ["exported"]


def test_what_is_taken_back_with_a_savepoint_was_not_done(recorded, layer, register):
    provider = register["Provider", "shared"]
    with api.env.adopt_user(username=REVIEWER):
        for name in ("first", "second"):
            before = transaction.savepoint()
            world.service(provider, f"refused {name}")
            before.rollback()
            world.service(provider, f"kept {name}")
    transaction.commit()
    assert [title.rpartition("Home ")[2] for _kind, _who, title in told(kind="created")] == [
        "kept first",
        "kept second",
    ]


def test_accounts_groups_and_settings(recorded, layer, register):
    with api.env.adopt_user(username="admin"):
        api.user.create(username="nia", email=world.MAIL, password=world.PASSWORD)
        api.group.add_user(groupname="officers", username="nia")
        api.portal.set_registry_record("ccsr.content.days_to_share", 11)
    transaction.commit()
    lines = {(line.kind, line.account): line.details for line in entries()}
    assert ("account-created", "nia") in lines
    assert lines["permission-changed", "nia"] == {"given": True, "group": "officers"}
    assert lines["settings-changed", ""] == {"settings": ["ccsr.content.days_to_share"]}
    assert world.PASSWORD not in str(entries())


def test_roles_of_a_group_and_of_an_account_itself(ask):
    ask(MANAGER, "/@groups/officers", "PATCH", json={"roles": ["Manager"]}, headers=JSON)
    ask(MANAGER, "/@groups/officers", "PATCH", json={"roles": ["CCSR Officer"]}, headers=JSON)
    back, given = entries(kind="permission-changed")
    assert (given.who, given.account) == (MANAGER, "officers")
    assert given.details == {"before": ["CCSR Officer"], "roles": ["Manager"]}
    assert back.details == {"before": ["Manager"], "roles": ["CCSR Officer"]}


def test_a_name_nobody_has_is_kept_as_a_hash_since_it_may_be_a_password(recorded, layer, register):
    for name in (world.PASSWORD, world.PASSWORD, READER):
        note("sign-in-failed", name=name)
    known, *unknown = [line.who for line in entries(kind="sign-in-failed")]
    assert known == READER
    assert unknown[0] == unknown[1]
    assert world.PASSWORD not in str(entries())


PAGES = ("/@@record", "/@@record-file", "/@@record-schedule")


@pytest.mark.parametrize(
    "who", [None, READER, OFFICER, REVIEWER, "ivor.inspector", "petra.contact"]
)
def test_the_record_is_for_administrators_alone(ask, who):
    missing = ask(who, "/@@nothing")
    for page in PAGES:
        answer = ask(who, page)
        assert answer.status_code == missing.status_code
        assert answer.status_code in (302, 404)


@pytest.mark.parametrize("who", [MANAGER, SITE_ADMIN])
def test_administrators_find_lines_by_who_what_and_kind(ask, who, shared, hidden):
    ask(READER, shared)
    ask(READER, hidden)
    for page in PAGES:
        assert ask(who, page).status_code == 200
    page = ask(who, f"/@@record?who={READER}&kind=refused").text
    assert f'href="{shared.absolute_url()}"' not in page
    assert hidden.title in page
    assert shared.title in ask(who, f"/@@record?what={shared.title.upper()}").text
    assert "Nothing on record fits that" in ask(who, "/@@record?who=nobody").text
    for day in ("yesterday", "9999-12-32"):
        assert "is not a day" in ask(who, f"/@@record?since={day}").text
    assert "is not a day" in ask(who, "/@@record?until=9999-12-31").text
    for odd in ("after=99999999999999999999.1", "who=%ED%A0%80", "what=%00%FF"):
        assert ask(who, f"/@@record?{odd}").status_code == 200


def test_pages_of_fifty_follow_one_another(ask, recorded):
    for number in range(60):
        note("exported", number=number)
    first = ask(MANAGER, "/@@record?kind=exported").text
    assert first.count('id="line-') == 50
    older = first.partition("Older lines")[0].rpartition('href="')[2].partition('"')[0]
    second = ask(MANAGER, older.replace("&amp;", "&").partition("/plone")[2]).text
    assert second.count('id="line-') == 10


def test_the_file_is_safe_in_a_spreadsheet_and_itself_on_record(ask, shared):
    with api.env.adopt_user(username=READER):
        note("exported", query="=1+1")
    note("sign-in-failed", name=READER, way="=HYPERLINK()")
    answer = ask(MANAGER, "/@@record-file?format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())
    syslog = ask(MANAGER, "/@@record-file?format=syslog").text.splitlines()
    assert syslog[0].startswith("<110>1 20")
    assert [line.details["what"] for line in entries(who=MANAGER, kind="exported")] == [
        "record"
    ] * 2
    assert ask(MANAGER, "/@@record-file?format=exe").status_code == 400


def test_reviewers_see_which_authorities_have_opened_it_and_which_have_not(ask, shared):
    page = ask(REVIEWER, shared, page="/@@opened").text
    assert "No authority has opened it yet" in page
    ask(READER, shared)
    opened, _heading, rest = ask(REVIEWER, shared, page="/@@opened").text.partition('id="unopened"')
    assert "Cardiff" in opened
    assert f"{world.CANARY} {READER}" in opened
    assert "Cardiff" not in rest
    assert "Newport" in rest


@pytest.mark.parametrize("who", [READER, OFFICER, "ivor.inspector", "petra.contact"])
def test_who_has_opened_it_is_not_for_others_and_nothing_leads_there(ask, who, shared):
    assert ask(who, shared, page="/@@opened").status_code == 404
    assert "@@opened" not in ask(who, shared).text
    assert "@@opened" in ask(REVIEWER, shared).text


def test_lines_are_sent_on_to_syslog(register, tmp_path):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("localhost", 0))
        receiver.settimeout(10)
        port = receiver.getsockname()[1]
        with elsewhere(tmp_path, CCSR_SYSLOG=f"localhost:{port}"):
            note("refused", register["Service", "shared"])
            message = receiver.recv(4096).decode()
    assert message.startswith("<108>1 20")
    assert ' ccsr - refused [ccsr@32473 number="1" kind="refused" ' in message


def test_while_another_holds_the_tables_lines_wait_and_then_come_in_order(
    layer, register, tmp_path, monkeypatch
):
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    with elsewhere(tmp_path):
        note("exported", number=0)
        assert writer().settle(60)
        with closing(sqlite3.connect(tmp_path / "record.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            for number in range(1, 4):
                note("exported", number=number)
            assert not writer().settle(1)
            assert "locked" in writer().trouble
            [row] = Record(layer["portal"]).rows(layer["request"])
            assert (row.flag, "record-journal" in row.advice.mapping["folder"]) == (WARN, True)
            other.execute("ROLLBACK")
        assert writer().settle(60)
        assert [line.details["number"] for line in entries()] == [3, 2, 1, 0]
        assert {row.flag for row in Record(layer["portal"]).rows(layer["request"])} == {OK}


def test_what_providers_acknowledge_say_and_take_back_is_on_record(ask, register):
    contact, complaint = "petra.contact", register["ComplaintReport", "shared"]
    stop_notice.forget(contact)
    with api.env.adopt_user(username=contact):
        stop_notice.acknowledge()
    transaction.commit()
    sent = {"page": "/@provider-comment", "headers": JSON}
    assert ask(contact, complaint, "PUT", json={"text": "We disagree."}, **sent).status_code == 200
    assert ask(contact, complaint, "DELETE", **sent).status_code == 204
    assert [line for line in told() if line[0] != "viewed"] == [
        ("stop-acknowledged", contact, ""),
        ("provider-commented", contact, complaint.title),
        ("provider-comment-withdrawn", contact, complaint.title),
    ]
    assert "We disagree." not in str(entries())
