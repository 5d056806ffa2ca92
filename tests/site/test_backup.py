"""A portal is backed up while people work on it, and is the same when it is restored."""

from contextlib import closing
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from faults.load import account
from faults.load import Load
from pathlib import Path
from processes import Process
from processes import ROOT
from test_worker import until
from ZODB.blob import is_blob_record
from ZODB.FileStorage import FileIterator

import json
import pytest
import shutil
import subprocess


pytestmark = pytest.mark.uncounted


def command(process, *arguments):
    """Run a command on a portal; return its exit status and what it prints for programs."""
    done = subprocess.run(
        [ROOT / "bin" / "ccsr", *map(str, arguments), "--json"],
        env=process.environment,
        capture_output=True,
        text=True,
    )
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def records(var: Path, until_tid: bytes | None = None):
    """Yield each version of each object up to a transaction: its serial, oid and pickle."""
    path = str(var / "filestorage" / "Data.fs")
    with closing(FileIterator(path, stop=until_tid)) as transactions:
        for transaction in transactions:
            for record in transaction:
                yield record.tid, record.oid, record.data


def file_of(var: Path, oid: bytes, tid: bytes) -> bytes:
    """Return a file of the database."""
    place = var.joinpath("blobstorage", *(f"0x{byte:02x}" for byte in oid))
    return (place / f"0x{tid.hex()}.blob").read_bytes()


def same(live: Path, restored: Path) -> tuple[int, int]:
    """Compare every object and every file; return how many there were of each."""
    objects, files = 0, set()
    last = [*records(restored)][-1][0]
    for ours, theirs in zip(records(live, last), records(restored), strict=True):
        assert ours == theirs
        objects += 1
        if theirs[2] and is_blob_record(theirs[2]):
            assert file_of(live, theirs[1], theirs[0]) == file_of(restored, theirs[1], theirs[0])
            files.add((theirs[1], theirs[0]))
    assert len([*restored.glob("blobstorage/0x*/**/*.blob")]) == len(files)
    return objects, len(files)


@pytest.fixture(scope="module")
def drill(process, tmp_path_factory):
    """Two backups made under load, what had been answered before each, and both restored."""
    folder = tmp_path_factory.mktemp("drill")
    load = Load(process.url, process.passwords, threads=2, seed=7000, is_alone=False)
    load.start()
    made, before = [], []
    for _ in range(2):
        load.wait(4)
        before.append([(one.word, one.path) for one in [*load.papers] if one.path])
        status, told = command(process, "backup", folder / "backups")
        assert status == 0, told
        made.append(told)
    load.wait(1)
    load.stop()
    assert not load.refused
    moments = [datetime.fromisoformat(one["moment"]) for one in made]
    restored = []
    for moment in moments:
        target = folder / f"restored-{len(restored)}"
        at = f"{moment:%Y-%m-%dT%H:%M:%S}"
        status, told = command(process, "restore", folder / "backups", target, "--at", at)
        assert status == 0, told
        restored.append((target, told))
        print(f"RPO {told['rpo_seconds']} s, RTO {told['rto_seconds']} s, {told['bytes']} bytes")
    yield folder / "backups", made, before, restored
    # Others look at the same portal.
    with account(process.url, process.passwords, "admin") as admin:
        for paper in load.papers:
            if paper.path:
                admin.delete(paper.path).raise_for_status()


def test_a_restored_portal_has_every_object_and_every_file_of_its_moment(process, drill):
    _folder, made, _before, restored = drill
    counts = [same(process.var, target) for target, _told in restored]
    assert counts[0] < counts[1]
    assert [told["name"] for _target, told in restored] == [one["name"] for one in made]


def test_a_second_backup_holds_only_what_is_new(drill):
    folder, made, _before, _restored = drill
    assert made[1]["pieces"] == made[0]["pieces"] + 1
    first, second = (folder / one["name"] / "manifest.json" for one in made)
    pieces = [
        json.loads(json.loads(one.read_text())["manifest"])["data"] for one in (first, second)
    ]
    assert pieces[1][:-1] == pieces[0]
    assert made[1]["new_bytes"] < made[1]["bytes"] / 2
    assert made[1]["rpo_seconds"] >= 1


def test_one_signs_in_to_a_restored_portal_and_finds_what_was_answered(process, drill):
    _folder, _made, before, restored = drill
    var = restored[1][0]
    assert not (var / "search").exists()
    status, told = command(Placed(var), "audit", "verify")
    assert (status, told["findings"]) == (0, [])
    portal = Process(var)
    try:
        portal.wait()
        with account(portal.url, process.passwords, "reviewer") as reviewer:
            for _word, path in before[1]:
                assert reviewer.get(path).status_code == 200
            word = before[1][-1][0]
            query = {"q": word}

            def found():
                return reviewer.get("/@find", params=query).json()["items_total"]

            assert until(found) == 1
    finally:
        portal.stop()
    status, told = command(Placed(var), "audit", "verify")
    assert (status, told["findings"]) == (0, [])


class Placed:
    """What a command needs to know of a portal that does not run."""

    def __init__(self, var: Path) -> None:
        self.environment = {"PATH": "/usr/bin:/bin", "CCSR_VAR": str(var)}


def test_a_directory_that_is_not_empty_is_left_alone(process, drill, tmp_path):
    (tmp_path / "mine").write_text("mine")
    status, told = command(process, "restore", drill[0], tmp_path)
    assert (status, [*tmp_path.iterdir()]) == (1, [tmp_path / "mine"])
    assert "is not empty" in told["error"]


@pytest.mark.parametrize("pattern", ["data/*.fs", "blobs/**/*.blob", "2*Z/tables/record.sqlite"])
def test_a_damaged_backup_is_refused_before_anything_is_written(process, drill, tmp_path, pattern):
    copy = tmp_path / "backups"
    shutil.copytree(drill[0], copy)
    damaged = sorted(copy.glob(pattern))[-1]
    data = bytearray(damaged.read_bytes())
    data[len(data) // 2] ^= 1
    damaged.write_bytes(data)
    status, told = command(process, "restore", copy, tmp_path / "target")
    assert status == 1
    assert told == {"error": f"{damaged} is damaged: it is not what was backed up."}
    assert not (tmp_path / "target").exists()


def test_a_moment_before_the_first_backup_has_none(process, drill, tmp_path):
    earlier = datetime.now(UTC) - timedelta(days=400)
    at = f"{earlier:%Y-%m-%d}"
    status, told = command(process, "restore", drill[0], tmp_path / "target", "--at", at)
    assert status == 1
    assert told["error"].startswith("There is no backup of ")


def test_what_is_removed_leaves_the_others_whole(process, drill, tmp_path):
    copy = tmp_path / "backups"
    shutil.copytree(drill[0], copy)
    status, told = command(process, "backup", copy, "--keep", 1, "--days", 0)
    assert (status, told["kept"]) == (0, 1)
    status, told = command(process, "restore", copy, tmp_path / "target")
    assert status == 0
    same(process.var, tmp_path / "target")
