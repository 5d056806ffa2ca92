"""``bin/ccsr upload``: a folder of reports becomes drafts, with and without a server."""

from dataclasses import dataclass
from pathlib import Path
from processes import Process
from processes import ROOT

import hostile
import httpx
import json
import os
import pytest
import shutil
import subprocess


pytestmark = pytest.mark.uncounted

BAD, ACTIVE = "truncated.pdf", "active.pdf"
FIRST, SECOND = "80461_devon_2020-03-17.pdf", "80431_blackpool_send_2024-07-25.pdf"


def ccsr(*arguments, **environment):
    """Run ``bin/ccsr`` and return what it did."""
    return subprocess.run(
        [ROOT / "bin" / "ccsr", *map(str, arguments)],
        env={**os.environ, **{name: str(value) for name, value in environment.items()}},
        capture_output=True,
        text=True,
        check=False,
    )


@dataclass
class Portal:
    """A portal's directory, with a server on it or without."""

    var: Path
    server: Process | None = None

    def upload(self, folder, *arguments):
        """Upload a folder; return exit status and result."""
        port = {"CCSR_PORT": self.server.port} if self.server else {}
        done = ccsr("upload", folder, "--json", *arguments, CCSR_VAR=self.var, **port)
        assert done.stdout, done.stderr
        return done.returncode, json.loads(done.stdout)

    def drafts(self):
        """Return the drafts of Ofsted's reports that are drafts."""
        with self.served() as client:
            query = {
                "portal_type": "InspectionReport",
                "review_state": "draft",
                "b_size": 200,
                "metadata_fields": ["framework", "service_ref"],
            }
            items = client.get("/@search", params=query).raise_for_status().json()["items"]
        return [one for one in items if (one["framework"] or "").startswith("ofsted")]

    def served(self):
        """Return an officer's way in; starts the server where there is none."""
        if self.server is None:
            self.server = Process(self.var)
            self.server.wait()
        account = {"login": "officer", "password": self.server.passwords["officer"]}
        headers = {"Accept": "application/json"}
        answer = httpx.post(f"{self.server.url}/@login", json=account, headers=headers, timeout=60)
        headers["Authorization"] = f"Bearer {answer.raise_for_status().json()['token']}"
        return httpx.Client(base_url=self.server.url, headers=headers, timeout=60)


@pytest.fixture
def stopped(demo, tmp_path):
    """A portal without a server, until somebody looks at it."""
    portal = Portal(demo(tmp_path / "var"))
    yield portal
    if portal.server:
        portal.server.stop()


@pytest.fixture
def running(stopped):
    """The same with its server."""
    stopped.served().close()
    return stopped


@pytest.mark.parametrize("state", ["stopped", "running"])
def test_every_real_report_becomes_a_draft_once(state, request, real_data):
    portal = request.getfixturevalue(state)
    before = len(portal.drafts()) if state == "running" else 1
    status, result = portal.upload(real_data / "reports", "--create-missing")
    assert (status, len(result["taken"]), result["refused"]) == (0, 22, [])
    if state == "running":
        status, again = portal.upload(real_data / "reports", "--create-missing")
        assert (status, again["taken"], len(again["refused"])) == (1, [], 22)
        assert {one["rule"] for one in again["refused"]} == {"duplicate"}
    drafts = portal.drafts()
    assert len(drafts) == before + 22
    assert len({one["service_ref"][0] for one in drafts}) == 21
    with portal.served() as client:
        history = client.get(f"{result['taken'][0]['path']}/@workflow").json()["history"]
    assert [entry["actor"] for entry in history] == ["officer"]


@pytest.fixture
def mixed(tmp_path, real_data):
    """A folder with two good files, bad ones, one that is in no row, and a row too many."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    reports = real_data / "reports"
    for name in (FIRST, SECOND):
        shutil.copy(reports / name, folder)
    (folder / BAD).write_bytes((reports / FIRST).read_bytes()[:20000])
    (folder / ACTIVE).write_bytes(hostile.FILES["script in an object stream"].make())
    (folder / "nobody.pdf").write_bytes(b"%PDF-1.4")
    (folder / "note.txt").write_text("not a PDF")
    rows = (reports / "ground_truth.csv").read_text("utf-8").splitlines()
    kept = [row for row in rows if row.startswith(("file,", FIRST, SECOND))]
    devon = next(row for row in rows if row.startswith(FIRST))
    # The bad files are of an authority that nothing else would create.
    kept += [
        devon.replace(FIRST, BAD).replace(",devon,80461,", ",rutland,80499,"),
        devon.replace(FIRST, ACTIVE).replace(",devon,80461,", ",rutland,80499,"),
        devon.replace(FIRST, "absent.pdf"),
        devon.replace(FIRST, "note.txt"),
    ]
    (folder / "rows.csv").write_text("\n".join(kept), "utf-8")
    return folder


@pytest.mark.parametrize("state", ["stopped", "running"])
def test_what_is_good_is_taken_and_nothing_of_the_rest_stays(state, request, mixed):
    portal = request.getfixturevalue(state)
    status, result = portal.upload(mixed, "--create-missing")
    assert status == 1
    assert {one["file"] for one in result["taken"]} == {FIRST, SECOND}
    refused = {one["file"]: one for one in result["refused"]}
    assert set(refused) == {BAD, ACTIVE, "nobody.pdf", "absent.pdf", "note.txt"}
    assert refused[BAD]["rule"] == "file"
    assert refused[BAD]["reason"].startswith("The PDF is damaged")
    assert refused[ACTIVE]["reason"].startswith("The PDF holds a program")
    assert refused["note.txt"]["reason"].startswith("This is not a PDF")
    with portal.served() as client:
        found = client.get("/@search", params={"Title": "Rutland"}).json()["items_total"]
    assert found == 0


def test_without_leave_to_create_nothing_is_created(stopped, mixed):
    status, result = stopped.upload(mixed)
    assert (status, result["taken"]) == (1, [])
    reasons = {one["file"]: one["reason"] for one in result["refused"]}
    assert reasons[FIRST] == (
        "There is no service “Devon children's services” in the register. Add it first."
    )


def test_the_portals_own_columns_fill_the_fields(running, mixed, real_data):
    with running.served() as client:
        query = {"portal_type": "Service", "sort_on": "sortable_title", "metadata_fields": "Title"}
        service = client.get("/@search", params=query).json()["items"][0]
        (mixed / "rows.csv").write_text(
            "file,service,type,reference,completed,outcome,received\n"
            f"{FIRST},{service['title']},ComplaintReport,C26-7,21/05/2026,upheld,2026-04-01\n"
            f"{SECOND},{service['title']},ComplaintReport,C26-8,,upheld,\n",
            "utf-8",
        )
        _status, result = running.upload(mixed)
        (taken,) = result["taken"]
        complaint = client.get(taken["path"]).json()
    assert taken["file"] == FIRST
    assert (complaint["@type"], complaint["review_state"]) == ("ComplaintReport", "draft")
    assert (complaint["reference"], complaint["completed"]) == ("C26-7", "2026-05-21")
    assert complaint["shareable_declared"] is False
    refused = {one["file"]: one["reason"] for one in result["refused"]}
    assert refused[SECOND].startswith("“Completed on”")


def test_an_account_that_may_not_upload_cannot_run(running, mixed):
    status, result = running.upload(mixed, "--account", "commissioner")
    assert status == 2
    assert "may not upload" in result["error"]
