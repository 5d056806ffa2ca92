"""``bin/ccsr`` says what to do where it cannot work, and leaves nothing half made."""

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from ccsr.policy.publication import hosts
from contextlib import contextmanager
from pathlib import Path
from processes import free_port
from processes import ROOT

import httpx
import json
import os
import pytest
import signal
import subprocess
import sys
import time


def ccsr(*arguments, **environment):
    """Run ``bin/ccsr`` and return what it did."""
    return subprocess.run(
        [ROOT / "bin" / "ccsr", *map(str, arguments)],
        env={**os.environ, **{name: str(value) for name, value in environment.items()}},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_port_that_is_taken_is_told_before_anything_is_made(process, tmp_path):
    done = ccsr("run", CCSR_VAR=tmp_path, CCSR_PORT=process.port)
    assert done.returncode == 2
    assert process.url in done.stderr
    assert "CCSR_PORT=" in done.stderr
    assert list(tmp_path.iterdir()) == []


#: Starts ``bin/ccsr run`` from a copy of the package that was never installed.
NOT_INSTALLED = """
import sys
from pathlib import Path
script = sys.argv[0] = sys.argv.pop(1)
paths = Path(script).read_text().split("[", 2)[2].partition("]")[0]
installed = [path.strip(" ,'\\n") for path in paths.split(",") if path.strip()]
sys.path[0:0] = [sys.argv.pop(1), *(one for one in installed if "ccsr.policy" not in one)]
import ccsr.policy.commands
ccsr.policy.commands.main()
"""


def test_a_portal_whose_gate_is_not_configured_is_not_served(tmp_path):
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "ccsr").symlink_to(ROOT / "src" / "ccsr.policy" / "src" / "ccsr")
    done = subprocess.run(
        [sys.executable, "-c", NOT_INSTALLED, ROOT / "bin" / "ccsr", copy, "run"],
        env={**os.environ, "CCSR_VAR": str(tmp_path / "var"), "CCSR_PORT": "0"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 2, done.stderr
    assert "not loaded" in done.stderr
    assert not (tmp_path / "var" / "demo-accounts.json").exists()


@pytest.mark.parametrize("port", ["eighty", "99999999"])
def test_a_port_that_is_none_is_refused_in_a_sentence(port, tmp_path):
    done = ccsr("run", CCSR_VAR=tmp_path, CCSR_PORT=port)
    assert done.returncode == 2
    assert port in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_that_is_none_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    done = ccsr("upload", tmp_path, "--url", "http://[nowhere", CCSR_PASSWORD="any")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("No portal answers at http://[nowhere.")


def test_an_empty_folder_is_nothing_to_upload(tmp_path):
    done = ccsr("upload", tmp_path, "--json")
    assert done.returncode == 2
    assert "nothing to upload" in json.loads(done.stdout)["error"]


def test_no_command_of_a_test_finds_this_checkouts_database():
    assert (ROOT / "var") not in (own := Path(os.environ["CCSR_VAR"]), *own.parents)


def test_no_answer_tells_what_serves_it(process):
    for path in ("/login", "/register", "/no/such"):
        headers = httpx.get(process.url + path).headers
        assert not {"server", "x-powered-by"} & headers.keys(), path


def test_nothing_follows_the_headers_of_a_head(process):
    account = ("commissioner", process.passwords["commissioner"])
    with httpx.Client(base_url=process.url, auth=account) as client:
        found = client.get("/@find?type=InspectionReport", headers={"Accept": "application/json"})
        report = found.json()["items"][0]["@id"]
        file = f"{report}/@@download/file"
        for path in ("/@@find?q=home", "/@@find-complete?q=ho", "/@@export", file):
            # What came behind the first would be taken for the answer to the second.
            for _ in range(2):
                assert client.head(path).status_code == 200, path
            assert client.get(path).content


def test_nobody_else_on_the_host_may_read_what_the_portal_writes(process):
    # That log is the test's own.
    inside = [path for path in process.var.rglob("*") if path.name != "process.log"]
    assert {"Data.fs", "instance.log", "access.log", "meta.json"} <= {path.name for path in inside}
    open_to_others = [path for path in inside if path.stat().st_mode & 0o077]
    assert not open_to_others


def test_a_demo_whose_making_was_cut_short_is_made_anew(uncounted, tmp_path):
    making = subprocess.Popen(
        [sys.executable, "-u", ROOT / "bin" / "ccsr", "demo"],
        env={**os.environ, "CCSR_VAR": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    next(line for line in making.stdout if "documents" in line)
    wait_until_written(tmp_path / "filestorage" / "Data.fs")
    making.send_signal(signal.SIGKILL)
    making.wait()
    assert not (tmp_path / "demo-accounts.json").exists()
    done = ccsr("demo", CCSR_VAR=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith("Made 12 providers")
    assert (tmp_path / "demo-accounts.json").stat().st_mode & 0o777 == 0o600


def wait_until_written(database):
    """Return when most of the demo is in the database and the writing has paused."""

    def size():
        return database.stat().st_size

    settled = 0
    while settled < 1_000_000 or settled != size():
        settled = size()
        time.sleep(0.005)


def test_a_portal_is_known_by_its_own_names_its_public_address_and_those_in_the_environment(
    monkeypatch,
):
    def said(app, host):
        environ = {"HTTP_HOST": host, "PATH_INFO": "/"}
        return app(environ, lambda status, headers: None)

    monkeypatch.setenv(hosts.VARIABLE, "two.example, three.example")
    app = hosts.known(lambda environ, start: [b"known"], lambda: "ccsr.example")
    for host in ("localhost:80", "127.0.0.1", "Two.Example.", "three.example:1", "ccsr.example"):
        assert said(app, host) == [b"known"], host
    for host in ("", "example", "two.example.org", "x@two.example", "two.example:80:90"):
        assert said(app, host) == [hosts.REFUSAL], host


def set_up(process, **settings):
    """Change the settings of a running portal."""
    answer = httpx.patch(
        f"{process.url}/@registry",
        json={name.replace("__", "."): value for name, value in settings.items()},
        auth=("admin", process.passwords["admin"]),
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 204, answer.text


class Box(Message):
    """Keeps what came."""

    def __init__(self):
        super().__init__()
        self.letters = []

    def handle_message(self, message):
        self.letters.append(message.get_payload(decode=True).decode())


@contextmanager
def mail(process):
    """A mail server that a portal uses; the letters that came."""
    box, port = Box(), free_port()
    server = Controller(box, hostname="localhost", port=port)
    server.start()
    try:
        set_up(
            process,
            plone__smtp_host="localhost",
            plone__smtp_port=port,
            plone__email_from_name="CCSR",
            plone__email_from_address="ccsr@example.org",
        )
        yield box.letters
        set_up(process, plone__smtp_host="", plone__email_from_address="")
    finally:
        server.stop()


def test_a_name_that_is_not_the_portals_is_not_answered_and_in_no_letter(process):
    port, forged = process.port, "evil.example"

    def asked(host, path="/ccsr/login-help"):
        return httpx.post(
            f"http://localhost:{port}{path}", data={"name": "officer"}, headers={"Host": host}
        ).status_code

    with mail(process) as letters:
        assert asked(forged) == 400
        assert asked(f"localhost, {forged}") == 400
        virtual = f"/VirtualHostBase/https/{forged}:443/ccsr/VirtualHostRoot/login-help"
        assert asked(f"localhost:{port}", virtual) == 400
        assert asked("localhost:1") == 200
        end = time.monotonic() + 20
        while not letters and time.monotonic() < end:
            time.sleep(0.1)
    [letter] = letters
    assert f"{process.url}/passwordreset/" in letter
    assert "localhost:1/" not in letter


def test_the_public_address_is_a_name_of_the_portal_as_soon_as_it_is_set(process):
    def asked():
        host = {"Host": "ccsr.example"}
        return httpx.get(f"{process.url}/login", headers=host).status_code

    assert asked() == 400
    set_up(process, ccsr__security__public_address="https://ccsr.example/")
    assert asked() == 200
    set_up(process, ccsr__security__public_address=None)
    assert asked() == 400
