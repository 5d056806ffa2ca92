"""How long files take from the drop to the draft: ``benchmarks/intake.py [--files 40] [--scan 20]``.

Starts a portal with its worker (``bin/ccsr run``) on a directory of its own, drops
real reports into the intake as a browser does, two at a time, and waits until each is
read and recognised; then a scan. Beside it the same number of files go through
``bin/ccsr upload``, which reads their text and recognises nothing.

With ``--reader`` it also runs ``benchmarks/reader.py`` on that portal. Memory is what
the processes that open the files, and Tesseract, had at most, looked at ten times a second.
"""

from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from threading import Thread

import argparse
import httpx
import io
import json
import os
import pikepdf
import scans
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time


ROOT = Path(__file__).resolve().parents[1]
TUS = {"Tus-Resumable": "1.0.0"}
PART = {**TUS, "Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
#: Seconds that anything is waited for.
PATIENCE = 1800
KINDS = {"examiner": b"examiner/child.py", "tesseract": b"tesseract"}


def main():
    """Print the figures as JSON."""
    asked = arguments()
    with portal_of(asked) as portal, watched(portal.pid) as memory:
        print(json.dumps(measured(portal, asked) | {"memory, MB": memory}, indent=1))


@contextmanager
def portal_of(asked):
    """Yield the portal that runs already, or one of its own."""
    if asked.running:
        var, port, pid = asked.running
        yield Portal(Path(var), int(port), int(pid))
        return
    with (
        tempfile.TemporaryDirectory(prefix="ccsr-bench-intake-") as var,
        served(Path(var)) as portal,
    ):
        yield portal


def measured(portal, asked):
    """Return all figures but that of memory."""
    found = {"load": os.getloadavg()[0]}
    found["intake"] = dropped(portal, copies(asked.reports, asked.files, "drop"))
    found["bin/ccsr upload"] = uploaded(portal, copies(asked.reports, asked.files, "upload"))
    found["scan"] = scanned(portal, asked.reports, asked.scan)
    if asked.reader:
        found["reader"] = reader(portal)
    return found


def arguments():
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", type=int, default=40)
    parser.add_argument("--scan", type=int, default=20)
    parser.add_argument(
        "--running", nargs=3, metavar=("VAR", "PORT", "PID"), help="a portal that runs already"
    )
    parser.add_argument("--reader", action="store_true")
    parser.add_argument("--reports", type=Path, default=scans.REPORTS)
    return parser.parse_args()


class Portal:
    """A running portal, asked by its officer."""

    def __init__(self, var, port, pid):
        self.var, self.pid = var, pid
        self.url = f"http://localhost:{port}/ccsr"
        self.environment = {**os.environ, "CCSR_VAR": str(var), "CCSR_PORT": str(port)}

    @property
    def passwords(self):
        """Return the passwords of the demo's accounts."""
        return json.loads((self.var / "demo-accounts.json").read_text())

    def client(self):
        """Return a way of asking."""
        account = {"login": "officer", "password": self.passwords["officer"]}
        headers = {"Accept": "application/json"}
        answer = httpx.post(f"{self.url}/@login", json=account, headers=headers, timeout=120)
        headers["Authorization"] = f"Bearer {answer.raise_for_status().json()['token']}"
        return httpx.Client(base_url=self.url, headers=headers, timeout=300)

    def jobs(self, name):
        """Return seconds of work of the jobs of a name that are done."""
        done = "name = ? AND state = 'done' AND total > 0"
        query = f"SELECT ended - started FROM jobs WHERE {done} ORDER BY ended"
        with sqlite3.connect(self.var / "jobs.sqlite", timeout=30) as connection:
            return [row[0] for row in connection.execute(query, [name])]


@contextmanager
def served(var):
    """Yield a portal with its demo and its worker."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    portal = Portal(var, port, 0)
    with (var / "bench.log").open("ab") as log:
        process = subprocess.Popen(
            [ROOT / "bin" / "ccsr", "run"], env=portal.environment, stdout=log, stderr=log
        )
        portal.pid = process.pid
        try:
            until(lambda: answers(portal.url))
            # The worker comes a little later than the first page.
            until(lambda: list((var / "workers").glob("*")))
            yield portal
        finally:
            process.terminate()
            process.wait(120)


def answers(url):
    """Return whether a portal is there."""
    try:
        return httpx.get(f"{url}/login", timeout=60).status_code == 200
    except httpx.TransportError:
        return False


def until(condition):
    """Wait for something to be true, and return it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.2)
    raise SystemExit("It takes too long.")


def copies(folder, count, mark):
    """Return names and bytes of so many files, no two of which say the same."""
    reports = sorted(folder.glob("*.pdf"))
    if not reports:
        raise SystemExit(f"There are no reports in {folder}.")
    return [
        (f"{mark}-{number}.pdf", copy(reports[number % len(reports)], number // len(reports), mark))
        for number in range(count)
    ]


def copy(path, less, mark):
    """Return a report without its last pages, and with a mark of its own."""
    out = io.BytesIO()
    with pikepdf.open(path) as made:
        made.docinfo["/Subject"] = f"{mark} {less}"
        # A text of its own, too: a copy of what is there would not be read.
        del made.pages[len(made.pages) - less - (mark == "upload") - 1 :]
        made.save(out)
    return out.getvalue()


def dropped(portal, files):
    """Drop files, two at a time; return seconds until all are there, and until all are read."""
    with portal.client() as client:
        began = time.monotonic()
        drop = client.post("/intake/@intake").raise_for_status().json()
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda file: send(client, drop["upload"], *file), files))
        sent = time.monotonic() - began

        def told():
            # Twice: between the end of a job and what the portal sees of it lies a moment.
            found = [client.get(drop["@id"]).json() for _time in range(2)]
            return None if any(one["busy"] for one in found) else found[-1]

        found = until(told)
        seconds = time.monotonic() - began
    states = [one["state"] for one in found["files"]]
    return {
        "files": len(files),
        "MB": round(sum(len(data) for _name, data in files) / 1e6, 1),
        "seconds until all are there": round(sent, 1),
        "seconds until all are read": round(seconds, 1),
        "seconds a file": round(seconds / len(files), 2),
        "states": {state: states.count(state) for state in set(states)},
    }


def send(client, upload, name, data):
    """Send a file as the browser's client does, in one part."""
    named = f"filename {b64encode(name.encode()).decode()}"
    headers = {**TUS, "Upload-Length": str(len(data)), "Upload-Metadata": named}
    place = client.post(upload, headers=headers).raise_for_status().headers["Location"]
    client.patch(place, content=data, headers=PART).raise_for_status()


def uploaded(portal, files):
    """Send files through the command; return its seconds."""
    with portal.client() as client:
        found = client.get("/@find", params={"type": "Service", "b_size": 1}).json()
    service = found["items"][0]["@id"].removeprefix(f"{portal.url}/")
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files:
            (Path(folder) / name).write_bytes(data)
        began = time.monotonic()
        done = subprocess.run(
            [
                ROOT / "bin/ccsr",
                "upload",
                folder,
                "--service",
                service,
                "--url",
                portal.url,
                "--json",
            ],
            env={**portal.environment, "CCSR_PASSWORD": portal.passwords["officer"]},
            capture_output=True,
            text=True,
            check=False,
        )
        seconds = time.monotonic() - began
    told = json.loads(done.stdout)
    return {
        "files": len(told["taken"]),
        "refused": len(told["refused"]),
        "seconds a file": round(seconds / len(files), 2),
    }


def scanned(portal, folder, count):
    """Drop a scan; return seconds until its text is there."""
    data, _texts = scans.english(folder, count)
    before = len(portal.jobs("ocr"))
    found = dropped(portal, [("scan.pdf", data)])
    seconds = until(lambda: portal.jobs("ocr")[before:])[0]
    return {
        "pages": count,
        "seconds of the job": round(seconds, 1),
        "pages a second": round(count / seconds, 2),
        "seconds from drop to draft": found["seconds until all are read"],
    }


def reader(portal):
    """Return what the program for the reader prints."""
    command = [sys.executable, ROOT / "benchmarks" / "reader.py", portal.url]
    passwords = portal.var / "demo-accounts.json"
    done = subprocess.run(
        [*command, passwords, "--times", "10"], stdout=subprocess.PIPE, check=True
    )
    return json.loads(done.stdout)


@contextmanager
def watched(pid):
    """Yield the most memory that each kind of process below another has had, in MB."""
    most, ended = {}, Event()

    def watch():
        while not ended.wait(0.1):
            for kind, used in below(pid):
                most[kind] = max(most.get(kind, 0), used)

    thread = Thread(target=watch, daemon=True)
    thread.start()
    yield most
    ended.set()
    thread.join()


def below(pid):
    """Yield kind and memory (MB) of the processes of this portal that open files."""
    for entry in os.scandir("/proc"):
        if entry.name.isdecimal() and is_below(int(entry.name), pid):
            command = said(entry.name, "cmdline")
            for kind, mark in KINDS.items():
                if mark in command:
                    yield kind, memory(entry.name)


def is_below(one, other):
    """Return whether a process was started by another, or by one that was."""
    for _step in range(8):
        if one == other:
            return True
        after = said(one, "stat").rpartition(b") ")[2].split()
        if len(after) < 2 or int(after[1]) <= 1:
            return False
        one = int(after[1])
    return False


def memory(pid):
    """Return the memory of a process, MB."""
    for line in said(pid, "status").splitlines():
        if line.startswith(b"VmRSS:"):
            return int(line.split()[1]) // 1024
    return 0


def said(pid, name):
    """Return a file of /proc, b'' where the process has just ended."""
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""


if __name__ == "__main__":
    main()
