"""Whatever happens to the directory or the process, the database is what is found."""

from BTrees.LLBTree import LLBTree
from ccsr.search.fields import SCHEMA
from contextlib import contextmanager
from pathlib import Path
from ZODB.utils import u64

import os
import pytest
import random
import shutil
import smallworld
import socket
import subprocess
import sys
import time
import transaction


pytestmark = pytest.mark.uncounted

HERE = Path(__file__).parent
SECONDS = 30
#: How often a process is killed; the directory is looked at after every ten.
TURNS = int(os.environ.get("CCSR_TURNS", "20"))


def start(*arguments, **more):
    """Start ``uploads.py``."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, HERE / "uploads.py", *map(str, arguments)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        **more,
    )


def reopened(path):
    """Open a database as a new process does: nothing in memory."""
    from ccsr.search import engine
    from ccsr.search import stores

    engine._engines.clear()
    stores._places.clear()
    return smallworld.open_file(path)


@contextmanager
def world_in(path):
    database = reopened(path)
    with smallworld.world_of(database) as here:
        yield here
    database.close()


def directories(place):
    return sorted(path for path in place.glob("*/*") if path.is_dir())


@pytest.fixture
def filled(tmp_path):
    """A database with ten documents and a complete directory, closed."""
    path = tmp_path / "Data.fs"
    with world_in(path) as here:
        for number in range(10):
            here.add(f"d{number}", f"text number{number}")
        transaction.commit()
        assert here.index.settle(SECONDS)
    return path


ALL = [f"d{number}" for number in range(10)]


def test_killed_at_any_moment_nothing_committed_is_lost_and_nothing_else_is_found(tmp_path):
    path = tmp_path / "Data.fs"
    committed, dice = set(), random.Random(1)
    for turn in range(TURNS):
        process = start(path, f"t{turn:02}x", 200)
        seen = [process.stdout.readline() for _ in range(dice.randrange(1, 9))]
        time.sleep(dice.random() / 30)
        process.kill()
        committed |= {line.strip() for line in [*seen[1:], *process.stdout]}
        process.wait()
        if turn % 10 == 9:
            with world_in(path) as here:
                there = set(here.app.objectIds("Text"))
                assert committed <= there
                assert set(here.find("uploads")) == there
                assert here.index.settle(SECONDS)
                assert set(here.find("uploads")) == there
                assert set(here.find("uploads NOT missing")) == there
    assert len(committed) > 2 * TURNS


@pytest.fixture
def zeo(tmp_path):
    """The port of a ZEO server."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "ZEO.runzeo",
            "-a",
            f"localhost:{port}",
            "-f",
            str(tmp_path / "Data.fs"),
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    yield port
    server.terminate()
    server.wait()


def test_two_processes_find_what_each_other_committed(zeo):
    import uploads

    database = uploads.open_database(f"zeo:{zeo}")
    smallworld.make(database)
    processes = [start(f"zeo:{zeo}", prefix, 40, "find") for prefix in ("left", "right")]
    seen = set()
    with smallworld.world_of(database) as here:
        while any(process.poll() is None for process in processes):
            here.connection.sync()
            there = set(here.app.objectIds("Text"))
            assert set(here.find("uploads")) == there
            seen.add(len(there))
        here.connection.sync()
        assert len(here.find("uploads")) == 80
        assert here.index.settle(SECONDS)
        assert len(here.find("uploads")) == 80
    assert len(seen) > 3
    for process in processes:
        assert "lost" not in process.stdout.read()
        assert process.returncode == 0
    database.close()


def test_a_deleted_directory_comes_back(filled, place):
    shutil.rmtree(place)
    with world_in(filled) as here:
        assert here.find("text") == ALL
        assert here.index.settle(SECONDS)
        assert here.find("text") == ALL
        assert here.index.status().state.value == "ready"


def test_a_directory_deleted_while_it_is_used_comes_back(filled, place):
    with world_in(filled) as here:
        assert here.find("number3") == ["d3"]
        shutil.rmtree(place)
        assert here.find("number3") == ["d3"]
        assert here.index.settle(SECONDS)
        here.add("new", "text after")
        transaction.commit()
        assert here.find("text") == [*ALL, "new"]
        assert here.index.settle(SECONDS)
        assert here.index.status().behind == 0


@pytest.mark.parametrize("damage", ["truncated", "garbage", "no meta", "bad meta"])
def test_a_damaged_directory_is_replaced(filled, place, damage):
    (directory,) = directories(place)
    if damage == "no meta":
        (directory / "meta.json").unlink()
    elif damage == "bad meta":
        (directory / "meta.json").write_text("{")
    else:
        for path in directory.glob("*.*"):
            if path.suffix in (".idx", ".term", ".fast", ".store", ".pos"):
                size = path.stat().st_size
                path.write_bytes(b"" if damage == "truncated" else os.urandom(size))
    with world_in(filled) as here:
        assert here.find("text") == ALL
        assert here.index.settle(SECONDS)
        assert here.find("text number4") == ["d4"]
        assert here.index.status().state.value == "ready"


def test_a_query_that_meets_damage_is_answered_all_the_same(filled, place):
    (directory,) = directories(place)
    # With its end as it was, a file is opened and found damaged when it is read.
    (path,) = directory.glob("*.idx")
    held = path.read_bytes()
    path.write_bytes(b"\xff" * (len(held) - 120) + held[-120:])
    with world_in(filled) as here:
        assert here.find("text") == ALL
        assert here.index.status().last_error
        assert here.index.settle(SECONDS)
        assert here.find("text number4") == ["d4"]
        assert here.index.status().state.value == "ready"


def test_a_directory_of_an_older_schema_is_swept_when_the_new_one_is_complete(filled, place):
    (directory,) = directories(place)
    directory.rename(directory.with_name("v0-3"))
    with world_in(filled) as here:
        assert here.find("text") == ALL
        assert here.index.settle(SECONDS)
        assert [path.name for path in directories(place)] == [f"v{SCHEMA}-0"]


def test_where_no_directory_can_be_the_index_lives_in_memory(filled, place):
    shutil.rmtree(place)
    place.write_text("a file where the directory should be")
    with world_in(filled) as here:
        assert here.find("text") == ALL
        here.add("new", "text")
        transaction.commit()
        assert here.find("text") == [*ALL, "new"]
        assert here.index.settle(SECONDS)
        assert here.find("number7") == ["d7"]
        status = here.index.status()
        assert status.state.value == "memory"
        assert status.last_error
        assert time.time() - status.last_error_at < 60
        assert (status.directory, status.size) == (None, 0)


def test_the_older_data_fs_is_what_is_found(filled):
    older = filled.with_name("older.fs")
    shutil.copy(filled, older)
    with world_in(filled) as here:
        here.remove("d0")
        here.change("d1", "other words")
        here.add("new", "text")
        transaction.commit()
        assert here.index.settle(SECONDS)
    shutil.copy(older, filled)
    filled.with_name("Data.fs.index").unlink(missing_ok=True)
    with world_in(filled) as here:
        assert here.find("text") == ALL
        assert here.find("words") == []
        assert here.index.settle(SECONDS)
        assert here.find("text") == ALL
        assert here.index.status().behind == 0


ENDING = """
import sys, transaction, smallworld
with smallworld.world_of(smallworld.open_file(sys.argv[1])) as here:
    for number in range(20):
        here.add(f"last{number:02}", "text " * 2000)
    transaction.commit()
"""


def test_what_is_being_written_when_a_process_ends_is_written(filled):
    subprocess.run(
        [sys.executable, "-c", ENDING, filled],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])},
        check=True,
    )
    with world_in(filled) as here:
        assert here.index.status().behind == 0
        assert len(here.find("text")) == 30


def test_undo_is_followed(database):
    with smallworld.world_of(database) as here:
        here.add("report", "before")
        transaction.commit()
        here.change("report", "after")
        transaction.commit()
        database.undo(database.undoInfo()[0]["id"])
        transaction.commit()
        here.connection.sync()
        assert (here.find("before"), here.find("after")) == (["report"], [])
        assert here.index.settle(SECONDS)
        assert (here.find("before"), here.find("after")) == (["report"], [])


def test_pack_changes_nothing(database):
    with smallworld.world_of(database) as here:
        here.add("report", "before")
        transaction.commit()
        here.change("report", "after")
        transaction.commit()
        database.pack()
        here.connection.sync()
        assert (here.find("before"), here.find("after")) == ([], ["report"])


def test_a_large_map_is_compared_by_its_changed_buckets_only(here, monkeypatch):
    for rid in range(3000):
        here.index._versions[rid] = rid + 1
    here.index._changes.change(1)
    transaction.commit()
    view = here.index._engine.view(here.connection)
    view.update(here.index._versions, here.index._changes)
    assert len(view.missing) == 3000
    here.index._versions[1500] = 7
    here.index._changes.change(1)
    transaction.commit()
    compared = []
    monkeypatch.setattr(view, "_compare", lambda rid, wanted: compared.append(rid))
    view.update(here.index._versions, here.index._changes)
    assert 1500 in compared
    assert len(compared) <= LLBTree.max_leaf_size
    assert u64(here.index._changes._p_serial)
