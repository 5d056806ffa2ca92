"""Portal, worker and the server of the database: each lives and ends as it should."""

from aiosmtpd.controller import Controller
from ccsr.content.intake.unpacking import PART
from collections import Counter
from io import BytesIO
from processes import free_port
from processes import ROOT

import asyncio
import base64
import httpx
import os
import pytest
import re
import scanned
import signal
import sqlite3
import subprocess
import threading
import time
import world
import zipfile


#: One part of an archive is kept, and another is being taken.
HALFWAY = {"done", "running"}
TOLD = ("commissioner", "inspector", "officer", "reviewer")


def until(condition, seconds=90):
    """Wait for something to be true, and return it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    pytest.fail("It did not come true in time.")


def rows(process, query, name="jobs"):
    """Ask a table of a portal."""
    connection = sqlite3.connect(process.var / f"{name}.sqlite", timeout=10)
    try:
        return connection.execute(query).fetchall()
    except sqlite3.OperationalError:
        # The table comes with the first who uses it.
        return []
    finally:
        connection.close()


def worker_of(process):
    """Return the process id of the portal's worker."""
    found = rows(process, "SELECT pid FROM jobs_workers ORDER BY started DESC")
    return found[0][0] if found else None


def children_of(process):
    """Return the processes of this portal but for its own."""
    mark = f"CCSR_VAR={process.var}".encode()
    return {
        int(one.name)
        for one in os.scandir("/proc")
        if one.name.isdecimal()
        and int(one.name) != process.process.pid
        and mark in environment(one.name).split(b"\0")
    }


def environment(pid):
    try:
        with open(f"/proc/{pid}/environ", "rb") as file:
            return file.read()
    except OSError:
        # It has just ended.
        return b""


class Box:
    """A mail server that answers when it may; counts whom each letter was for."""

    def __init__(self):
        self.came = Counter()
        self.may_answer = threading.Event()

    async def handle_DATA(self, server, session, envelope):
        if b"List-Unsubscribe" in envelope.content:
            self.came.update(envelope.rcpt_tos)
            while not self.may_answer.is_set():
                await asyncio.sleep(0.05)
        return "250 OK"


@pytest.fixture
def box(process):
    """The mail server of the portal."""
    made, port = Box(), free_port()
    server = Controller(made, hostname="localhost", port=port)
    server.start()
    with client(process, "admin") as admin:
        settings = {
            "plone.smtp_host": "localhost",
            "plone.smtp_port": port,
            "plone.email_from_name": "CCSR",
            "plone.email_from_address": "ccsr@example.org",
        }
        assert admin.patch("/@registry", json=settings).status_code == 204
        yield made
        admin.patch("/@registry", json={"plone.smtp_host": "", "plone.email_from_address": ""})
    server.stop()


def client(process, name):
    """Return an account's way of asking a portal."""
    account = {"login": name, "password": process.passwords[name]}
    headers = {"Accept": "application/json"}
    answer = httpx.post(f"{process.url}/@login", json=account, headers=headers, timeout=60)
    headers["Authorization"] = f"Bearer {answer.raise_for_status().json()['token']}"
    return httpx.Client(base_url=process.url, headers=headers, timeout=60)


def as_file(data, name):
    """Return a file as services take it."""
    return {
        "data": base64.b64encode(data).decode(),
        "encoding": "base64",
        "filename": name,
        "content-type": "application/pdf",
    }


def share_notice(process, service):
    """Add an enforcement action to a service and share it; return its address."""
    notice = {
        "@type": "EnforcementAction",
        "title": "Notice",
        "stage": "2",
        "action": "Notice",
        "notice_date": "2026-11-01",
        "shareable_declared": True,
        "file": as_file(world.pdf("A notice"), "notice.pdf"),
    }
    with client(process, "reviewer") as reviewer:
        made = reviewer.post(service, json=notice)
        assert made.status_code == 201, made.text
        shared = reviewer.post(f"{made.json()['@id']}/@workflow/share", json={})
        assert shared.status_code == 200, shared.text
    return made.json()["@id"]


def test_a_worker_killed_while_it_sends_loses_no_letter_and_sends_none_twice(process, box):
    with client(process, "commissioner") as commissioner:
        query = {"portal_type": "Service", "metadata_fields": "UID", "b_size": 1}
        [service] = commissioner.get("/@search", params=query).json()["items"]
    for name in TOLD:
        with client(process, name) as account:
            body = {"kind": "service", "target": service["UID"], "time": "now"}
            assert account.post("/@subscriptions", json=body).status_code == 201
    first = until(lambda: worker_of(process))
    share_notice(process, service["@id"])
    # That letter is whole at the mail server, which has not said so.
    until(lambda: box.came)
    os.kill(first, signal.SIGKILL)
    box.may_answer.set()
    until(lambda: worker_of(process) not in (None, first))

    def mails():
        return dict(rows(process, "SELECT mail, COUNT(*) FROM alerts GROUP BY mail", "alerts"))

    # It is not sent again, but kept as one that nobody is sure of.
    until(lambda: mails() == {"handing": 1, "sent": len(TOLD) - 1}, 150)
    assert box.came == dict.fromkeys((f"{name}@example.org" for name in TOLD), 1)


def test_a_worker_killed_while_it_reads_a_scan_is_followed_by_one_that_reads_the_rest_once(
    tesseract, process
):
    texts = [f"Page {name} tells of Lighthouse." for name in ("one", "two", "three", "four")]
    first = until(lambda: worker_of(process))
    with client(process, "officer") as officer:
        query = {"type": "Service", "b_size": 1}
        [service] = officer.get("/@find", params=query).json()["items"]
        made = officer.post(
            service["@id"],
            json={
                "@type": "ComplaintReport",
                "title": "Scan",
                "completed": "2026-01-05",
                "file": as_file(scanned.scan(*texts * 3), "scan.pdf"),
            },
        )
        assert made.status_code == 201, made.text
        asked = "SELECT state, done FROM jobs WHERE name = 'ocr' AND total > 0"
        until(lambda: [row for row in rows(process, asked) if row[1]])
        os.kill(first, signal.SIGKILL)
        until(lambda: rows(process, asked) == [("done", 12)], 150)
        path = made.json()["@id"].removeprefix(process.url)
        found = officer.get(f"{path}/@@read?page=12").text
        assert "four tells of Lighthouse" in found
        hits = officer.get("/@find", params={"q": "lighthouse"}).json()["items"]
        assert [one["@id"] for one in hits] == [made.json()["@id"]]
        officer.delete(path).raise_for_status()


def archive_of(count):
    """Return a ZIP file of reports."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.pdf", world.pdf(f"Report {number}"))
    return made.getvalue()


def send(account, data, name):
    """Upload a file in one part; return the address of its drop."""
    tus = {"Tus-Resumable": "1.0.0"}
    drop = account.post("/intake/@intake").json()
    told = f"filename {base64.b64encode(name.encode()).decode()}"
    begun = {**tus, "Upload-Length": str(len(data)), "Upload-Metadata": told}
    address = account.post(drop["upload"], headers=begun).headers["Location"]
    part = {**tus, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    account.patch(address, headers=part, content=data).raise_for_status()
    return drop["@id"]


def discard(account, batch):
    """Discard the files of a drop."""
    page = account.get(f"/intake?batch={batch}", headers={"Accept": "text/html"}).text
    token = re.search(r'_authenticator"[^>]* value="(\w+)"', page)[1]
    form = {"_authenticator": token, "action": "discard", "batch": batch}
    account.post("/intake/@@view", data=form)


def test_a_worker_killed_while_it_unpacks_is_followed_by_one_that_takes_each_file_once(process):
    count = 2 * PART + 2
    first = until(lambda: worker_of(process))
    asked = "SELECT id, state FROM jobs WHERE name = 'ccsr.content.intake-unpack'"
    before = set(rows(process, asked))
    with client(process, "officer") as officer:
        drop = send(officer, archive_of(count), "reports.zip")
        # Five are kept, the next ones are under way.
        until(lambda: {state for _id, state in set(rows(process, asked)) - before} >= HALFWAY)
        os.kill(first, signal.SIGKILL)
        kept = officer.get(drop).json()["files"]
        assert len(kept) < 1 + count

        def files():
            found = officer.get(drop).json()["files"]
            return found if "unpacked" in {one["state"] for one in found} else None

        found = until(files, 150)
        assert Counter(one["name"] for one in found) == Counter(
            ["reports.zip", *(f"{number}.pdf" for number in range(count))]
        )
        assert len({one["item"] for one in found if one["item"]}) == count
        discard(officer, drop.rpartition("/")[2])


def test_whoever_is_killed_leaves_nothing_running_and_the_next_portal_starts(process):
    assert children_of(process)
    process.process.kill()
    process.process.wait()
    try:
        until(lambda: not children_of(process), 20)
        # The database is free: a command opens it itself.
        done = subprocess.run(
            [ROOT / "bin" / "ccsr", "demo"],
            env=process.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout.startswith("The site is there already."), done.stderr
    finally:
        process.start()
        process.wait()


def test_the_server_of_the_database_is_started_anew_and_the_portal_goes_on(process):
    [server] = [pid for pid in children_of(process) if is_storage(pid)]
    os.kill(server, signal.SIGKILL)
    until(lambda: [pid for pid in children_of(process) if is_storage(pid) and pid != server], 30)

    def answers():
        return httpx.get(f"{process.url}/login", timeout=30).status_code == 200

    assert until(answers, 60)


def is_storage(pid):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return b"processes.storage" in file.read()
    except OSError:
        return False


def test_a_second_portal_of_the_same_directory_is_refused(process):
    other = {**process.environment, "CCSR_PORT": str(free_port())}
    done = subprocess.run(
        [ROOT / "bin" / "ccsr", "run"],
        env=other,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "running already" in done.stderr
