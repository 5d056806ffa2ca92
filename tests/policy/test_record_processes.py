"""Several processes write one record, and some are killed: nothing is lost, the chain holds."""

from ccsr.policy.domain import record
from ccsr.policy.domain.record_check import Check
from ccsr.policy.record import entries
from ccsr.policy.record import journal
from ccsr.policy.record import keys
from ccsr.policy.record import store
from ccsr.policy.record.writer import take
from ccsr.policy.record.writer import take_left_behind
from ccsr.policy.record.writer import writer
from collections import Counter
from pathlib import Path
from records import elsewhere
from threading import Thread

import os
import pytest
import signal
import subprocess
import sys
import time


WRITES = """
from ccsr.policy.domain import record
from ccsr.policy.record.writer import writer
import sys
name, count = sys.argv[1], int(sys.argv[2])
for number in range(count):
    writer().write(record.told(record.now(), "viewed", {"number": number}, who=name))
    print(number, flush=True)
if name.startswith("patient"):
    assert writer().settle(60)
else:
    sys.stdin.read()
"""


@pytest.fixture
def var(tmp_path):
    with elsewhere(tmp_path):
        yield tmp_path


def started(name, count):
    """Start a process that writes; return it."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITES, name, str(count)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def findings():
    with store.engine().connect() as connection:
        check = Check(keys.key(), store.gaps(connection), keys.head())
        return list(check.findings(store.lines(connection)))


def numbers(who):
    """Return the numbers that an account's lines tell, in the order of the chain."""
    lines = sorted(entries(who=who, limit=None), key=lambda line: line.number)
    return [line.details["number"] for line in lines]


def test_processes_write_side_by_side(var):
    running = [started(f"patient-{number}", 1500) for number in range(3)]
    for process in running:
        process.communicate(timeout=60)
        assert process.returncode == 0
    for number in range(3):
        assert numbers(f"patient-{number}") == list(range(1500))
    assert findings() == []


def test_of_a_line_that_is_being_written_nothing_is_taken_in(var):
    happened = [record.told(record.now(), "viewed", {"number": n}, who="patient") for n in (0, 1)]
    one, two = map(record.written, happened)
    path = var / "record-journal" / "growing.jsonl"
    path.parent.mkdir()
    path.write_bytes(one + two[:40])
    end = take(path.stem, path, 0, len(one))
    path.write_bytes(one + two)
    take(path.stem, path, end, len(one + two))
    assert numbers("patient") == [0, 1]
    assert entries(kind="record-damaged") == []


def test_what_a_killed_process_told_is_taken_in_by_the_next(var):
    killed = [started(f"killed-{number}", 100_000) for number in range(3)]
    other = started("patient", 500)
    time.sleep(1.5)
    for process in killed:
        process.send_signal(signal.SIGKILL)
    told = [process.communicate()[0].splitlines() for process in killed]
    other.communicate(timeout=60)
    take_left_behind()
    assert findings() == []
    for number, lines in enumerate(told):
        found = numbers(f"killed-{number}")
        # The last may have been written, and not told.
        assert found in (list(range(len(lines))), list(range(len(lines) + 1)))
    assert not list(journal.folder().glob("*.jsonl"))
    assert max(Counter(line.number for line in entries(limit=None)).values()) == 1


def test_threads_write_side_by_side_while_lines_are_taken_in(var, monkeypatch):
    def slowly(self, line):
        time.sleep(0.005)
        written(self, line)

    def write(who):
        for number in range(20):
            writer().write(record.told(record.now(), "viewed", {"number": number}, who=who))

    written = journal.Journal._append
    monkeypatch.setattr(journal.Journal, "_append", slowly)
    names = [f"thread-{number}" for number in range(8)]
    threads = [Thread(target=write, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert writer().settle(60)
    assert [numbers(name) for name in names] == [list(range(20))] * 8
    assert findings() == []


def test_lines_that_no_file_takes_are_taken_in_from_memory(var):
    """While they are, others come: each is there once."""
    journals = var / "record-journal"
    journals.write_text("where the folder would be")
    for number in range(5):
        writer().write(record.told(record.now(), "viewed", {"number": number}, who="held"))
    assert writer().settle(60)
    journals.unlink()
    for number in range(5, 9):
        writer().write(record.told(record.now(), "viewed", {"number": number}, who="held"))
    assert writer().settle(60)
    assert numbers("held") == list(range(9))


def test_half_a_line_is_told_as_such(var):
    killed = started("killed", 3)
    for _ in range(3):
        killed.stdout.readline()
    killed.kill()
    killed.communicate()
    left = journal.folder().glob("*.jsonl")
    path = next(left, None) or Path(journal.folder()) / "lost.jsonl"
    with path.open("ab") as file:
        file.write(b"[17953")
    take_left_behind()
    assert entries(kind="record-damaged")[0].details == {"line": "[17953"}
    assert findings() == []
