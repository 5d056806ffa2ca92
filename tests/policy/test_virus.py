"""A real clamd looks at what is uploaded; while it is away a file waits and nobody opens it."""

from base64 import b64encode
from ccsr.content.domain import uploads
from ccsr.content.domain import virus
from pathlib import Path
from plone import api
from plone.namedfile.file import NamedBlobFile
from probes import path_of
from visits import HTML
from visits import JSON
from visits import Probe
from zope.lifecycleevent import modified

import hostile
import os
import pytest
import re
import shutil
import socket
import subprocess
import time
import transaction
import world


NAME = "CCSR-Test-EICAR"
SETTINGS = """
DatabaseDirectory {home}
LocalSocket {home}/clamd.sock
TCPSocket {port}
TCPAddr localhost
Foreground yes
StreamMaxLength {largest}M
MaxFileSize {largest}M
MaxScanSize 256M
"""

INFECTED = hostile.document(more={6: hostile.stream(hostile.EICAR)})


@pytest.fixture(scope="module")
def clamd(tmp_path_factory):
    """A daemon that knows one signature; its socket, its address, and how to stop it."""
    found = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("clamd is not installed")
        pytest.skip("clamd is not installed")
    home = tmp_path_factory.mktemp("clamd")
    with Daemon(found, home) as daemon:
        yield daemon


class Daemon:
    """``clamd`` in a directory of its own."""

    def __init__(self, program, home, largest=64):
        with socket.create_server(("localhost", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.socket = Path(home) / "clamd.sock"
        (home / "eicar.ndb").write_text(f"{NAME}:0:*:{hostile.EICAR.hex()}\n")
        settings = home / "clamd.conf"
        settings.write_text(SETTINGS.format(home=home, port=self.port, largest=largest))
        home.chmod(0o755)
        self.command = [program, f"--config-file={settings}"]

    def __enter__(self):
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + 60
        while not self.socket.exists() and time.monotonic() < end:
            assert self.process.poll() is None, "clamd does not start"
            time.sleep(0.1)
        return self

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait(30)


def refused(data):
    """Return the rule that refuses a file."""
    with pytest.raises(uploads.UnsuitableFile) as refusal:
        uploads.accept(data)
    return refusal.value.rule


@pytest.fixture(params=["socket", "address"])
def scanned(request, clamd, monkeypatch):
    """The daemon, configured either way."""
    where = str(clamd.socket) if request.param == "socket" else f"localhost:{clamd.port}"
    monkeypatch.setenv(virus.VARIABLE, where)
    return clamd


def test_a_file_with_a_known_virus_is_refused(scanned):
    assert refused(INFECTED) == "virus"


def test_a_clean_file_is_taken(scanned):
    assert uploads.accept(hostile.PDF).pages == ("Good",)


def test_without_a_daemon_configured_nothing_is_asked(monkeypatch):
    monkeypatch.delenv(virus.VARIABLE, raising=False)
    assert uploads.accept(INFECTED).pages == ("Good",)


@pytest.mark.parametrize("where", ["/nowhere/clamd.sock", "localhost:1", "localhost:clamd"])
def test_without_an_answer_no_file_counts_as_scanned(where, monkeypatch):
    assert uploads.accept(hostile.PDF).scanned
    monkeypatch.setenv(virus.VARIABLE, where)
    assert not uploads.accept(hostile.PDF).scanned
    assert refused(hostile.FILES["cut in half"].make()) == "damaged"


def test_what_the_daemon_cannot_take_does_not_count_either(clamd, tmp_path, monkeypatch):
    with Daemon(clamd.command[0], tmp_path, largest=1) as narrow:
        monkeypatch.setenv(virus.VARIABLE, str(narrow.socket))
        big = hostile.document(more={6: hostile.stream(os.urandom(2 << 20))})
        assert not uploads.accept(big).scanned


@pytest.mark.parametrize("answer", [{}, {"stream": ("ERROR", None)}])
def test_an_answer_that_is_neither_clean_nor_found_is_no_leave(answer):
    assert virus._verdict(answer, "localhost") == "unscanned"


SENTENCE = "has not been checked for viruses yet"
WAYS_TO_A_FILE = (
    "@@download/file",
    "@@download",
    "@@display-file/file",
    "@@display-file",
    "edit/++widget++file/@@download/report.pdf",
    "@@read",
    "@@read-picture",
    "@@read-words",
    "@@read-find?q=waits",
)
OTHER_WAYS = (
    "@@images/file",
    "@@images/file/report.pdf",
    "edit/++widget++file/@@display-file",
    "@@edit/++widget++file/file",
    "@@download-thumbnail",
    "@@getSource?fieldname=file",
    "file",
    "file/data",
    "++view++images/file",
)


@pytest.fixture
def waiting(register, visitor, monkeypatch):
    """A report that came while the daemon was away: its path below the site."""
    monkeypatch.setenv(virus.VARIABLE, "/nowhere/clamd.sock")
    home = register["Service", "shared"]
    body = {"@type": "ComplaintReport", **COMPLAINT, "shareable_declared": True}
    data = b64encode(world.pdf("It waits.")).decode()
    body["file"] = {"data": data, "encoding": "base64", "filename": "a.pdf"}
    answer = visitor("ann.officer").ask(path_of(home), Probe("POST", "", JSON, body))
    assert answer.status_code == 201, answer.text
    path = path_of(home) + "/" + answer.json()["@id"].rsplit("/", 1)[1]
    yield path
    visitor("mair.manager").ask(path, Probe("DELETE", "", JSON))


COMPLAINT = {
    "reference": "C-1",
    "received": "2026-05-01",
    "completed": "2026-05-21",
    "subject": "Noise",
    "outcome": "upheld",
}
SHARE = Probe("POST", "/@workflow/share", JSON, {})


def test_a_file_that_waits_is_kept_but_neither_opened_nor_shared(waiting, visitor):
    officer = visitor("ann.officer")
    for way in WAYS_TO_A_FILE:
        answer = officer.get(f"{waiting}/{way}")
        assert (answer.status_code, SENTENCE in answer.text) == (503, True), way
    for way in OTHER_WAYS:
        for accept in (HTML, JSON):
            answer = officer.get(f"{waiting}/{way}", accept)
            assert (answer.status_code, b"%PDF" in answer.content) == (404, False), way
    page = officer.get(waiting).text
    assert SENTENCE in page
    assert "@@download" not in page
    refusal = visitor("rhys.reviewer").ask(waiting, SHARE)
    assert refusal.status_code == 400
    assert SENTENCE in refusal.text
    assert waiting in officer.get("/@@unscanned-files").text
    assert visitor("carys.commissioner").get("/@@unscanned-files").status_code == 404


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        (("Meeting", "held"), "@@download/minutes_file"),
        (("Meeting", "held"), "@@display-file/minutes_file"),
        (("Meeting", "held"), "edit/++widget++minutes_file/@@download/minutes.pdf"),
        (("Evidence", "in readiness"), "@@download/file"),
        (("Evidence", "in readiness"), "edit/++widget++file/@@download/evidence.pdf"),
    ],
)
def test_minutes_and_evidence_are_opened_by_nobody_while_the_daemon_is_away(
    register, visitor, monkeypatch, kind, way
):
    thing = register[kind]
    name = "minutes_file" if kind[0] == "Meeting" else "file"
    assert visitor("rhys.reviewer").get(f"{path_of(thing)}/view").status_code == 200
    monkeypatch.setenv(virus.VARIABLE, "/nowhere/clamd.sock")
    # What was asked over HTTP has written since this connection began.
    transaction.begin()
    with api.env.adopt_user(username="rhys.reviewer"):
        setattr(
            thing,
            name,
            NamedBlobFile(world.pdf(f"{len(way)} pages."), "application/pdf", "new.pdf"),
        )
        modified(thing)
        transaction.commit()
    answer = visitor("rhys.reviewer").get(f"{path_of(thing)}/{way}")
    assert (answer.status_code, SENTENCE in answer.text) == (503, True)


def test_when_the_daemon_is_back_it_is_asked_again(waiting, visitor, clamd, monkeypatch):
    officer = visitor("ann.officer")
    page = officer.get("/@@unscanned-files").text
    token = re.search(r'_authenticator" value="(\w+)"', page)[1]

    def ask_again():
        sent = {"_authenticator": token}
        url = f"{officer.base}/@@unscanned-files"
        return officer.client.post(url, data=sent, follow_redirects=True).text

    assert waiting in ask_again()
    monkeypatch.setenv(virus.VARIABLE, str(clamd.socket))
    assert officer.get(f"{waiting}/@@download/file").status_code == 200
    assert waiting not in ask_again()
    monkeypatch.setenv(virus.VARIABLE, "/nowhere/clamd.sock")
    assert officer.get(f"{waiting}/@@display-file/file").status_code == 200, "it was called clean"
    assert visitor("rhys.reviewer").ask(waiting, SHARE).status_code == 200


def test_taking_the_daemon_away_opens_nothing(waiting, visitor, monkeypatch):
    monkeypatch.delenv(virus.VARIABLE)
    assert visitor("ann.officer").get(f"{waiting}/@@download/file").status_code == 503
    assert visitor("rhys.reviewer").ask(waiting, SHARE).status_code == 400
