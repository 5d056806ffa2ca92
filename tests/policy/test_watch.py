"""What appears in a folder comes into intake once, and is never lost."""

from ccsr.content.domain import uploads
from ccsr.content.intake import batches
from ccsr.policy.arrivals import watching
from ccsr.policy.arrivals.folder import Folder
from ccsr.policy.arrivals.local import LocalDrop
from ccsr.policy.arrivals.remote import Remote
from ccsr.policy.arrivals.ways import Asked
from ccsr.policy.arrivals.ways import Away
from io import BytesIO
from pathlib import Path
from processes import free_port
from processes import ROOT
from threading import Event
from zipfile import ZipFile

import os
import pytest
import signal
import subprocess
import time
import transaction
import world


@pytest.fixture
def folder(tmp_path):
    """A watched folder."""
    made = Folder(tmp_path)
    made.prepare()
    return made


@pytest.fixture
def bring(visitor, monkeypatch):
    """Return what brings a file into intake over HTTP, as an officer."""
    monkeypatch.setenv("CCSR_PASSWORD", world.PASSWORD)

    def brought(folder, language="en"):
        folder.look()
        whole, _left = folder.look()
        with Remote.opened(Asked("ann.officer", visitor("ann.officer").base, language)) as way:
            found = list(watching.take_all(folder, whole, way, language, Event()))
        transaction.begin()
        return found

    return brought


def paper(path: Path, text: str) -> Path:
    """Write a PDF."""
    path.write_bytes(world.pdf(text))
    return path


def names(folder, within=""):
    """Return what lies in a folder."""
    return sorted(one.name for one in (folder.path / within).iterdir() if one.is_file())


def states(found):
    """Return what became of each file."""
    return {one.file: one.outcome.state for one in found}


def test_papers_and_archives_are_taken_and_put_away_with_the_reason_of_what_is_not(folder, bring):
    paper(folder.path / "report.pdf", "Watched, a report.")
    (folder.path / "notes.docx").write_text("no paper")
    with ZipFile(folder.path / "two.zip", "w") as archive:
        archive.writestr("one.pdf", world.pdf("Watched, in an archive."))
        archive.writestr("bad.pdf", "no paper either")
    found = bring(folder, "cy")
    assert states(found) == {"report.pdf": "taken", "notes.docx": "refused", "two.zip": "taken"}
    assert names(folder) == []
    assert names(folder, "done") == ["report.pdf", "two.zip", "two.zip.txt"]
    assert names(folder, "failed") == ["notes.docx", "notes.docx.txt"]
    assert "PDF yw hwn" in (folder.path / "failed" / "notes.docx.txt").read_text()
    batch = batches.newest()[0]
    assert (batch.by, batch.counts()) == ("ann.officer", {"taken": 2, "refused": 2})


def test_what_is_still_being_written_waits_until_it_is_whole(folder):
    path = paper(folder.path / "slow.pdf", "Watched, slowly.")
    folder.look()
    with path.open("ab") as file:
        assert folder.look() == ([], 1)
        file.write(b"\n")
    assert folder.look() == ([], 1)
    [whole], left = folder.look()
    assert (whole.path, left) == (path, 0)


def test_links_folders_pipes_and_hidden_files_are_left_alone(folder, tmp_path):
    secret = paper(tmp_path / ".secret.pdf", "Watched, hidden.")
    (folder.path / "link.pdf").symlink_to(secret)
    (folder.path / "folder.pdf").mkdir()
    os.mkfifo(folder.path / "pipe.pdf")
    (folder.path / "half.pdf.part").write_text("half")
    folder.look()
    assert folder.look() == ([], 0)


def test_a_file_that_is_too_large_is_refused_unread(folder, bring):
    with (folder.path / "huge.pdf").open("wb") as file:
        file.truncate(uploads.LARGEST + 1)
    assert states(bring(folder)) == {"huge.pdf": "refused"}
    assert names(folder, "failed") == ["huge.pdf", "huge.pdf.txt"]


def test_a_file_that_was_taken_and_not_put_away_is_put_away_and_not_taken_again(folder, bring):
    path = paper(folder.path / "killed.pdf", "Watched until the power went.")
    data = path.read_bytes()
    assert states(bring(folder)) == {"killed.pdf": "taken"}
    # As a program leaves it that is killed between both.
    (folder.path / "done" / "killed.pdf").unlink()
    path.write_bytes(data)
    assert states(bring(folder)) == {"killed.pdf": "already"}
    assert names(folder) == []
    assert names(folder, "done") == ["killed.pdf", "killed.pdf.txt"]
    assert batches.newest()[0].counts() == {"refused": 1}


def test_what_was_put_away_before_is_never_replaced(folder, bring):
    for text in ("Watched on Monday.", "Watched on Tuesday."):
        paper(folder.path / "report.pdf", text)
        bring(folder)
    assert names(folder, "done") == ["report (2).pdf", "report.pdf"]


def test_while_no_portal_answers_a_file_stays_where_it_is(folder, monkeypatch):
    monkeypatch.setenv("CCSR_PASSWORD", world.PASSWORD)
    paper(folder.path / "early.pdf", "Watched too early.")
    folder.look()
    whole, _left = folder.look()
    asked = Asked("ann.officer", f"http://localhost:{free_port()}")
    with Remote.opened(asked) as way, pytest.raises(Away):
        list(watching.take_all(folder, whole, way, "en", Event()))
    assert names(folder) == ["early.pdf"]


def test_in_the_database_of_this_machine_a_file_is_taken_as_the_account(layer, register):
    drop = LocalDrop(layer["portal"], Asked("ann.officer", language="cy"))
    archive = BytesIO()
    with ZipFile(archive, "w") as packed:
        packed.writestr("local.pdf", world.pdf("Watched, in an archive of this machine."))
        packed.writestr("bad.pdf", "no paper")
    given = {"local.pdf": world.pdf("Watched on this machine."), "packed.zip": archive.getvalue()}
    states = [drop.take(name, BytesIO(given[name])).state for name in (*given, *given)]
    assert states == ["taken", "taken", "already", "already"]
    assert "PDF yw hwn" in drop.take("packed.zip", archive).notes[0]
    batch = batches.get(drop.batch)
    assert (batch.by, batch.counts()) == ("ann.officer", {"taken": 2, "refused": 1})


def test_the_command_goes_on_until_it_is_asked_to_end(folder, visitor):
    base = visitor("ann.officer").base
    command = [ROOT / "bin" / "ccsr", "watch", folder.path, "--every", "0.2", "--url", base]
    environment = {**os.environ, "CCSR_PASSWORD": world.PASSWORD}
    with subprocess.Popen([*command, "--account", "ann.officer"], env=environment) as process:
        paper(folder.path / "later.pdf", "Watched by the command.")
        end = time.monotonic() + 30
        while not names(folder, "done") and process.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
    assert process.returncode == 0
    assert names(folder, "done") == ["later.pdf"]
