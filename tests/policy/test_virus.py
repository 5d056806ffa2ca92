"""A real clamd looks at what is uploaded; while it is away nothing is taken."""

from ccsr.content.domain import uploads
from ccsr.content.domain import virus
from pathlib import Path

import hostile
import os
import pytest
import shutil
import socket
import subprocess
import time


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
def test_without_an_answer_nothing_is_taken(where, monkeypatch):
    uploads.accept(hostile.PDF)
    monkeypatch.setenv(virus.VARIABLE, where)
    assert refused(hostile.PDF) == "unscanned"


def test_what_the_daemon_cannot_take_is_not_taken_either(clamd, tmp_path, monkeypatch):
    with Daemon(clamd.command[0], tmp_path, largest=1) as narrow:
        monkeypatch.setenv(virus.VARIABLE, str(narrow.socket))
        big = hostile.document(more={6: hostile.stream(os.urandom(2 << 20))})
        assert refused(big) == "unscanned"


@pytest.mark.parametrize("answer", [{}, {"stream": ("ERROR", None)}])
def test_an_answer_that_is_neither_clean_nor_found_is_no_leave(answer):
    assert virus._verdict(answer, "localhost") == "unscanned"
