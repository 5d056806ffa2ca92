"""While the database is away everybody is told so; once it is back nobody notices."""

from ccsr.policy.processes import lifeline
from ccsr.policy.processes import reconnecting
from ccsr.policy.processes import storage
from ccsr.policy.publication import unavailable
from pathlib import Path
from processes import ROOT
from sqlalchemy.exc import OperationalError
from ZEO.ClientStorage import ClientStorage
from ZEO.Exceptions import ClientDisconnected
from zope.component.hooks import getSite
from zope.component.hooks import siteinfo

import json
import os
import pytest
import socket
import subprocess
import sys
import time


def asked(app, accept="text/html"):
    """Return status, headers and body of an answer."""
    begun = []
    pieces = app({"HTTP_ACCEPT": accept}, lambda *told: begun.append(told))
    return begun[0][0], dict(begun[0][1]), b"".join(pieces).decode()


def fine(environ, start):
    start("200 OK", [])
    return [b"fine"]


def failing(error):
    def app(environ, start):
        raise error

    return unavailable.told(app, lambda: True)


LOST = [ClientDisconnected("away"), OperationalError("SELECT secret", {}, Exception("away"))]


@pytest.mark.parametrize("error", LOST, ids=["objects", "tables"])
def test_a_person_reads_a_sentence_in_both_languages_and_nothing_of_the_error(error):
    status, headers, body = asked(failing(error))
    assert (status, headers["Retry-After"]) == ("503 Service Unavailable", "10")
    assert unavailable.ENGLISH in body
    assert unavailable.WELSH in body
    assert "secret" not in body


def test_a_program_is_told_the_same_in_json():
    status, headers, body = asked(failing(LOST[0]), "application/json")
    assert (status, headers["Content-Type"]) == ("503 Service Unavailable", "application/json")
    assert json.loads(body)["type"] == "ServiceUnavailable"


def test_what_is_kept_in_memory_is_not_shown_while_the_server_is_away():
    assert asked(unavailable.told(fine, lambda: False, 0.1))[0] == "503 Service Unavailable"


def test_a_server_that_is_just_being_started_anew_is_waited_for():
    looks = iter([False, True])
    assert asked(unavailable.told(fine, lambda: next(looks)))[0] == "200 OK"


def test_a_site_that_a_lost_request_has_left_is_forgotten():
    def looking(environ, start):
        assert getSite() is None
        return fine(environ, start)

    before = siteinfo.site
    siteinfo.site = object()
    try:
        assert asked(unavailable.told(looking, lambda: True))[0] == "200 OK"
    finally:
        siteinfo.site = before


CONFIGURATION = """
<blobstorage>
  blob-dir {var}/blobs
  <filestorage>
    path {var}/Data.fs
  </filestorage>
</blobstorage>
"""


@pytest.fixture
def served(tmp_path):
    """What starts a server of a database; the last one ends with the test."""
    (tmp_path / "zope.conf").write_text(CONFIGURATION.format(var=tmp_path))
    running = []

    def start():
        words = [sys.executable, "-m", storage.__name__, tmp_path / "zope.conf", tmp_path]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        running.append(
            subprocess.Popen(
                [*words, lifeline.OPTION], stdin=subprocess.PIPE, env=environment, cwd=ROOT
            )
        )
        return running[-1]

    yield start
    running[-1].kill()
    running[-1].wait()


def client(path: Path) -> ClientStorage:
    made = ClientStorage(str(path), storage=storage.NAME, max_disconnect_poll=1, wait_timeout=30)
    reconnecting.forget_when_reconnected(made)
    return made


def test_a_server_after_a_kill_gives_no_number_out_that_was_given_out_before(
    served, tmp_path, monkeypatch
):
    monkeypatch.setenv("CCSR_VAR", str(tmp_path))
    path = storage.address()
    server = served()
    first = client(path)
    given = {first.new_oid() for _ in range(150)}
    server.kill()
    server.wait()
    assert not until_listened(path, 0.1)
    served()
    until_listened(path)
    second = client(path)
    later = {second.new_oid() for _ in range(150)}
    until(first.is_connected)
    mine = {first.new_oid() for _ in range(150)}
    first.close()
    second.close()
    assert len(given | later | mine) == 3 * 150


def until_listened(path, seconds=30):
    def listens():
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(path)) == 0

    return until(listens, seconds)


def until(is_so, seconds=30):
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.05)
    return is_so()
