"""The record on PostgreSQL: one chain for all hosts, also while the server is gone for a while."""

from ccsr.policy.domain import record
from ccsr.policy.domain.record_check import Check
from ccsr.policy.record import entries
from ccsr.policy.record import keeping
from ccsr.policy.record import keys
from ccsr.policy.record import store
from ccsr.policy.record.writer import writer
from datetime import timedelta
from records import elsewhere
from sqlalchemy import text

import os
import pytest
import subprocess
import sys


WRITES = """
from ccsr.policy.domain import record
from ccsr.policy.record.writer import writer
import sys
for number in range(500):
    writer().write(record.told(record.now(), "viewed", {"number": number}, who=sys.argv[1]))
assert writer().settle(60)
"""


@pytest.fixture
def recorded(postgresql, tmp_path):
    """An empty record in the cluster."""
    with elsewhere(tmp_path, CCSR_DATABASE=postgresql.url):
        with store.engine().begin() as connection:
            names = ", ".join(store.METADATA.tables)
            connection.execute(text(f"TRUNCATE {names}"))
        yield postgresql


def told(kind="viewed", days=0, **texts):
    return record.told(record.now() - timedelta(days=days), kind, {}, **texts)


def findings():
    with store.engine().connect() as connection:
        check = Check(keys.key(), store.gaps(connection), keys.head())
        return [str(one) for one in check.findings(store.lines(connection))]


def test_processes_write_one_chain(recorded):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    running = [
        subprocess.Popen([sys.executable, "-c", WRITES, f"host{number}"], env=environment)
        for number in range(3)
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    for number in range(3):
        lines = sorted(entries(who=f"host{number}", limit=None), key=lambda line: line.number)
        assert [line.details["number"] for line in lines] == list(range(500))
    assert findings() == []


def test_tampering_is_found_and_a_purge_is_none(recorded):
    store.append([told("viewed", 800), told("changed", 800), told(title="Tŷ\x00 \ud800")])
    assert keeping.purge(record.now()) == 1
    assert findings() == []
    with store.engine().begin() as connection:
        connection.execute(text("UPDATE record_lines SET who = 'bob' WHERE number = 2"))
    assert findings() == ["line 2 is not as written: changed or put in"]


def test_lines_are_found(recorded):
    store.append([told(title=f"Report {n}", path=f"/register/a/{n}", who="ann") for n in range(5)])
    assert len(entries(path="/register/a", limit=3)) == 3
    assert entries(path="/register/a/4")[0].title == "Report 4"
    assert entries(who="bob") == []


def test_while_the_server_is_gone_lines_wait(recorded):
    writer().write(told(who="before"))
    assert writer().settle(60)
    recorded.stop()
    writer().write(told(who="meanwhile"))
    assert not writer().settle(1)
    assert writer().trouble
    recorded.start()
    assert writer().settle(60)
    assert [line.who for line in entries()] == ["meanwhile", "before"]
    assert findings() == []
