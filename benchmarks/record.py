"""What the record of who did what costs a request, and how fast it is asked.

``benchmarks/record.py FOLDER [--lines N] [--times T] [--port P]
[--part cost|asking]`` serves the
portal in FOLDER (with its demo) and asks for pages with and without the record in
turn, while its tables can be written, are locked by another writer, cannot be
written, and while not even the journal can. Then it fills a record of N lines and asks
that. Prints JSON; times in ms. A line is written at each request: the rule that
one a minute is enough is off.
"""

from contextlib import closing
from contextlib import contextmanager
from datetime import timedelta
from figures import percentiles
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from time import thread_time

import argparse
import httpx
import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time


WITHOUT = "X-Without-Record"
TOLD = "X-Record-Took"
HERE = Path(__file__).resolve()


def main():
    asked = arguments()
    if asked.serve:
        serve(asked.folder)
    else:
        parts = {"cost": cost, "asking": asking}
        found = {name: part(asked) for name, part in parts.items() if asked.part in ("", name)}
        print(json.dumps(found, indent=1))


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=400)
    parser.add_argument("--port", type=int, default=8156)
    parser.add_argument("--part", choices=("cost", "asking"), default="")
    parser.add_argument("--serve", action="store_true")
    return parser.parse_args()


# -- what it costs a request -----------------------------------------------------


def cost(asked):
    """Return percentiles of a request with and without the record, and of the record alone."""
    return {
        name: with_and_without(asked, condition)
        for name, condition in (
            ("tables written", as_it_is),
            ("tables locked by another writer", locked),
            ("tables not writable", unwritable),
            ("journal not writable either", nothing_writable),
        )
    }


def with_and_without(asked, condition):
    with condition(asked.folder), served(asked) as url, httpx.Client(timeout=60) as client:
        accounts = json.loads((asked.folder / "demo-accounts.json").read_text())
        client.auth = ("commissioner", accounts["commissioner"])
        found = client.get(
            f"{url}/@search?portal_type=InspectionReport", headers={"Accept": "application/json"}
        )
        document = found.json()["items"][0]["@id"]
        pages = {"page": "", "file": "/@@download/file"}
        return {
            name: compared(client, document + suffix, asked.times) for name, suffix in pages.items()
        }


def compared(client, url, times):
    """Ask in turn with and without, so that both meet the same machine."""
    with_record, without, alone = [], [], []
    for number in range(-20, times):
        for kept, headers in ((with_record, {}), (without, {WITHOUT: "1"})):
            begun = perf_counter()
            answer = client.get(url, headers=headers)
            took = (perf_counter() - begun) * 1000
            answer.raise_for_status()
            if number >= 0:
                kept.append(took)
                if not headers:
                    alone.append([float(one) for one in answer.headers[TOLD].split()])
    return {
        "with": percentiles(with_record),
        "without": percentiles(without),
        "record alone": percentiles([wall for wall, _ in alone]),
        "record alone, of the processor": percentiles([worked for _, worked in alone]),
    }


@contextmanager
def served(asked):
    log = (asked.folder / "bench.log").open("ab")
    process = subprocess.Popen(
        [sys.executable, HERE, asked.folder, "--serve"],
        env={**os.environ, "CCSR_VAR": str(asked.folder), "CCSR_PORT": str(asked.port)},
        stdout=log,
        stderr=log,
    )
    url = f"http://localhost:{asked.port}/ccsr"
    try:
        while process.poll() is None and not answers(url):
            time.sleep(0.5)
        yield url
    finally:
        process.terminate()
        process.wait(30)


def answers(url):
    try:
        httpx.get(url)
    except httpx.TransportError:
        return False
    return True


def serve(folder):
    """Serve the portal with a switch for the record, and a clock in it."""
    from ccsr.policy.commands import instance

    run = import_module("ccsr.policy.commands.run")
    from ccsr.policy.record import coalescing
    from ccsr.policy.record import reads

    sys.argv[0] = str(HERE.parents[1] / "bin" / "ccsr")
    coalescing.lately._span = 0
    local = threading.local()
    answered = reads.answered

    def clocked(event):
        local.took = 0.0, 0.0
        if not event.request.environ.get("HTTP_X_WITHOUT_RECORD"):
            begun, worked = perf_counter(), thread_time()
            answered(event)
            local.took = (perf_counter() - begun) * 1000, (thread_time() - worked) * 1000

    # Before the configuration is read, which takes it for the real one.
    reads.answered = clocked
    app = instance.wsgi_app()

    def telling(environ, start_response):
        def start(status, headers, exc_info=None):
            wall, worked = getattr(local, "took", (0.0, 0.0))
            return start_response(status, [*headers, (TOLD, f"{wall} {worked}")], exc_info)

        return app(environ, start)

    run.serve(telling)


@contextmanager
def as_it_is(folder):
    yield


@contextmanager
def locked(folder):
    with closing(sqlite3.connect(folder / "record.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def unwritable(folder):
    """The tables are no database at all."""
    files = [folder / f"record.sqlite{suffix}" for suffix in ("", "-wal", "-shm")]
    kept = {path: path.read_bytes() for path in files if path.exists()}
    for path in kept:
        path.unlink()
    files[0].write_bytes(b"no database" * 1000)
    try:
        yield
    finally:
        for path, data in kept.items():
            path.write_bytes(data)


@contextmanager
def nothing_writable(folder):
    """Where the journals should be is something else."""
    journals, aside = folder / "record-journal", folder / "record-journal.aside"
    journals.rename(aside)
    journals.write_text("a file")
    try:
        with unwritable(folder):
            yield
    finally:
        journals.unlink()
        aside.rename(journals)


# -- how fast it is asked --------------------------------------------------------


def asking(asked):
    """Return how long questions to a record of so many lines take."""
    count = asked.lines
    with TemporaryDirectory(prefix="ccsr-record-") as folder:
        os.environ["CCSR_VAR"] = folder
        filled = fill(count)
        return {
            "lines": count,
            **filled,
            "bytes a line": round((Path(folder) / "record.sqlite").stat().st_size / count),
            **questions(min(asked.times, 50)),
            **verified(),
        }


def fill(count):
    from ccsr.policy.domain import record
    from ccsr.policy.record import store

    chance = random.Random(1)
    kinds = ["viewed"] * 70 + ["downloaded"] * 15 + ["refused"] * 5 + ["changed"] * 5
    kinds += ["signed-in"] * 4 + ["transition"]
    now, begun = record.now(), perf_counter()
    for start in range(0, count, 5000):
        store.append([told(chance, kinds, now, count - n) for n in range(start, start + 5000)])
    return {"lines a second": round(count / (perf_counter() - begun))}


def told(chance, kinds, now, age):
    from ccsr.policy.domain import record

    number = min(int(chance.expovariate(1 / 3000)), 19_999)
    return record.told(
        now - timedelta(seconds=60 * age),
        chance.choice(kinds),
        {"file": "report.pdf"},
        who=f"account{chance.randrange(300)}",
        address=f"192.0.2.{chance.randrange(250)}",
        agent="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        method="GET",
        request=f"/register/provider{number % 200}/home{number % 2000}/doc{number}",
        uid=f"{number:032x}",
        path=f"/register/provider{number % 200}/home{number % 2000}/doc{number}",
        type="InspectionReport",
        title=f"Inspection report, Home {number % 2000}, number {number}",
    )


def questions(times):
    from ccsr.policy.domain import record
    from ccsr.policy.record import readers
    from ccsr.policy.record import reading
    from ccsr.policy.record.reading import Question

    now = record.now()
    [*_, last] = reading.found(Question(), 5000)
    asked = {
        "newest": Question(),
        "who": Question(who=("account7",)),
        "kind, rare": Question(kind="transition"),
        "who and kind, rare": Question(who=("account7",), kind="transition"),
        "UID": Question(what=f"{5:032x}"),
        "words of a title": Question(what="home 1234,"),
        "words of no title": Question(what="nowhere at all"),
        "a path": Question(what="/register/provider7/home1007"),
        "the whole register": Question(what="/register"),
        "address": Question(address="192.0.2.7"),
        "an old day": Question(since=now - timedelta(days=500), until=now - timedelta(days=499)),
        "an old day of one account": Question(
            who=("account7",), since=now - timedelta(days=500), until=now - timedelta(days=499)
        ),
    }
    found = {name: timed(lambda q=q: reading.found(q, 51), times) for name, q in asked.items()}
    found["page 101"] = timed(
        lambda: reading.found(Question(), 51, (last.time, last.number)), times
    )
    found["who has opened a document"] = timed(lambda: readers.of(f"{5:032x}"), times)
    return found


def timed(function, times):
    taken = []
    for _ in range(times):
        begun = perf_counter()
        function()
        taken.append((perf_counter() - begun) * 1000)
    return percentiles(taken)


def verified():
    from ccsr.policy.domain.record_check import Check
    from ccsr.policy.record import keys
    from ccsr.policy.record import store

    begun = perf_counter()
    with store.engine().connect() as connection:
        check = Check(keys.key(), store.gaps(connection), keys.head())
        assert not list(check.findings(store.lines(connection)))
    return {"verified, lines a second": round(check.done / (perf_counter() - begun))}


if __name__ == "__main__":
    main()
