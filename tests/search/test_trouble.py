"""A disk that is full or read-only fails neither a commit nor a query."""

from pathlib import Path

import os
import pytest
import smallworld
import subprocess
import sys


SCRIPT = """
import sys, transaction, smallworld, logging
logging.basicConfig(level=logging.ERROR)
database = smallworld.open_file(sys.argv[1])
with smallworld.world_of(database) as here:
    print(here.find("text"))
    for number in range(40):
        here.add(f"new{number:02}", "text " + " ".join(f"w{number}x{word}" for word in range(6000)))
        transaction.commit()
    print(here.index.settle(3))
    print(len(here.find("text")), here.find("w39x5999"))
    print(here.index.status().last_error)
"""


def run(path):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.splitlines()


def fill(path):
    database = smallworld.open_file(path)
    with smallworld.world_of(database) as here:
        here.add("old", "text")
        smallworld.transaction.commit()
        assert here.index.settle(30)
    database.close()


@pytest.fixture
def small_disk(tmp_path, monkeypatch):
    """A file system of one megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    monkeypatch.setenv("CCSR_SEARCH_DIR", str(folder / "search"))
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_fails_nothing(tmp_path, small_disk):
    path = tmp_path / "Data.fs"
    fill(path)
    lines = run(path)
    assert lines[0] == "['old']"
    assert lines[2] == "41 ['new39']"
    assert lines[3] != "None"


def test_a_directory_that_cannot_be_written_fails_nothing(tmp_path, small_disk):
    path = tmp_path / "Data.fs"
    fill(path)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    lines = run(path)
    assert lines[0] == "['old']"
    assert lines[2] == "41 ['new39']"
    assert lines[3] != "None"
