"""The databases of a cluster are saved by pg_dump, each whole or not at all."""

from ccsr.policy.backup import dumping
from ccsr.policy.backup import dumps
from ccsr.policy.commands.dump import dump
from click.testing import CliRunner
from clusters import PROGRAMS
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import os
import psycopg
import pytest
import subprocess


NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def tools(postgresql, monkeypatch):
    """A PostgreSQL with something in it, and the way to its programs."""
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")
    with psycopg.connect(postgresql.words) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('a dragon on the wall')")
    return postgresql


def test_what_was_saved_can_be_restored_and_is_for_this_account_alone(tools, tmp_path, monkeypatch):
    monkeypatch.setenv("CCSR_STORAGE", tools.words)
    monkeypatch.setenv("CCSR_DATABASE", tools.url)
    done = CliRunner().invoke(dump, [str(tmp_path / "backups")])
    assert done.exit_code == 0, done.output
    # Both variables name one database.
    [path] = (tmp_path / "backups").iterdir()
    assert path.stat().st_mode & 0o077 == 0
    told = subprocess.run(["pg_restore", "--file=-", path], capture_output=True, text=True)
    assert "a dragon on the wall" in told.stdout


def test_a_second_database_is_saved_after_the_first():
    found = dumping.databases(
        "host=db dbname=objects user=ccsr password='a b'",
        "postgresql+psycopg://ccsr:p%40ss@db/tables?sslmode=verify-full",
    )
    assert list(found) == ["objects", "tables"]
    assert found["objects"]["password"] == "a b"
    assert (found["tables"]["password"], found["tables"]["sslmode"]) == ("p@ss", "verify-full")


def test_a_dump_that_failed_leaves_nothing_and_takes_nothing_away(tools, tmp_path, monkeypatch):
    before = tmp_path / "ccsr-objects-2020-01-01T000000Z.dump"
    before.touch()
    monkeypatch.setenv("CCSR_STORAGE", f"host=localhost port={tools.port} dbname=none user=ccsr")
    monkeypatch.delenv("CCSR_DATABASE", raising=False)
    done = CliRunner().invoke(dump, [str(tmp_path)])
    assert done.exit_code == 1
    assert "the one before is kept" in done.output
    assert list(tmp_path.iterdir()) == [before]


def test_no_password_is_an_argument_of_a_program(tools, tmp_path, monkeypatch):
    told = tmp_path / "bin" / "pg_dump"
    told.parent.mkdir()
    told.write_text('#!/bin/sh\necho "$@" > "$0.arguments"\necho "$PGPASSWORD" >> "$0.arguments"\n')
    told.chmod(0o700)
    monkeypatch.setenv("PATH", f"{told.parent}{os.pathsep}{os.environ['PATH']}")
    dumping.dump("objects", {"host": "db", "password": "rose"}, tmp_path, NOW)
    arguments, secret = (told.parent / "pg_dump.arguments").read_text().splitlines()
    assert ("rose" in arguments, secret) == (False, "rose")


def test_old_dumps_are_taken_away_but_never_the_last_of_a_kind(tmp_path):
    for kind, days in (("objects", 40), ("objects", 31), ("objects", 2), ("tables", 50)):
        name = dumps.NAME.format(kind=kind, moment=NOW - timedelta(days=days))
        (tmp_path / name).touch()
    (tmp_path / "ccsr-of-somebody.dump").touch()
    assert len(dumps.expire(tmp_path, 30, NOW)) == 2
    kept = sorted(path.name.split("-")[1] for path in tmp_path.iterdir())
    assert kept == ["objects", "of", "tables"]


def test_without_a_cluster_it_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.delenv("CCSR_STORAGE", raising=False)
    done = CliRunner().invoke(dump, [str(tmp_path)])
    assert done.exit_code == 2
    assert "bin/ccsr backup" in done.output
