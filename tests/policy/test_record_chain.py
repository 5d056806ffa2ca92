"""The record's chain: what somebody does to its tables is found, and the purge is no such thing."""

from ccsr.policy.commands.audit import audit
from ccsr.policy.domain import record
from ccsr.policy.domain.record_check import Check
from ccsr.policy.record import entries
from ccsr.policy.record import keeping
from ccsr.policy.record import keys
from ccsr.policy.record import store
from ccsr.policy.record.writer import writer
from click.testing import CliRunner
from datetime import timedelta
from records import elsewhere

import json
import pytest
import sqlite3


LINES = 12


@pytest.fixture
def var(tmp_path):
    """A directory of a portal with nothing on record."""
    with elsewhere(tmp_path):
        yield tmp_path


def told(kind="viewed", days=0, **texts):
    return record.told(record.now() - timedelta(days=days), kind, **{"who": "ann", **texts})


@pytest.fixture
def chain(var):
    """Twelve lines."""
    store.append([told(title=f"Report {number}", uid=f"{number}") for number in range(LINES)])
    return var


@pytest.fixture
def tamper(chain):
    """Return a way to write the tables past what refuses it."""

    def write(*statements):
        with sqlite3.connect(chain / "record.sqlite") as connection:
            for name in ("unchanged", "undeleted"):
                connection.execute(f"DROP TRIGGER IF EXISTS record_{name}")
            for statement in statements:
                connection.execute(statement)
        connection.close()

    return write


def findings():
    """Return what is wrong, as sentences."""
    with store.engine().connect() as connection:
        check = Check(keys.key(), store.gaps(connection), keys.head())
        return [str(one) for one in check.findings(store.lines(connection))]


def verify(*options):
    return CliRunner().invoke(audit, ["verify", *options])


def test_a_whole_record_is_found_whole(chain):
    assert findings() == []
    assert verify().exit_code == 0


SWAP = (
    "UPDATE record_lines SET number = 99 WHERE number = 4",
    "UPDATE record_lines SET number = 4 WHERE number = 7",
    "UPDATE record_lines SET number = 7 WHERE number = 99",
)
COLUMNS = (
    "time, kind, who, account, address, agent, method, request, uid, path, type, title, detail"
)
INSERT = (
    f"INSERT INTO record_lines SELECT 13, {COLUMNS}, hash, hash FROM record_lines WHERE number = 12"
)
SQUEEZE = (
    "DELETE FROM record_lines WHERE number = 5",
    "UPDATE record_lines SET number = -number WHERE number > 5",
    "UPDATE record_lines SET number = -number - 1 WHERE number < 0",
)


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        (["DELETE FROM record_lines WHERE number = 5"], ["line 5 is missing from the middle"]),
        (
            ["UPDATE record_lines SET title = CAST(title AS BLOB) WHERE number = 5"],
            ["line 5 is not as written: changed or put in"],
        ),
        (
            ["DELETE FROM record_lines WHERE number < 4"],
            ["lines 1 to 3 are missing from the middle"],
        ),
        (
            ["UPDATE record_lines SET who = 'bob' WHERE number = 5"],
            ["line 5 is not as written: changed or put in"],
        ),
        (
            ["UPDATE record_lines SET time = time + 1, hash = previous WHERE number = 5"],
            ["line 5 is not as written: changed or put in"],
        ),
        (
            SWAP,
            [
                "line 4 is not in place: moved or put in",
                "line 7 is not in place: moved or put in",
            ],
        ),
        ([INSERT], ["line 13 is not as written: changed or put in"]),
        (
            ["DELETE FROM record_lines WHERE number > 9"],
            ["lines 10 to 12 are missing from the end"],
        ),
        (["DELETE FROM record_lines"], ["lines 1 to 12 are missing from the end"]),
        (
            [
                "DELETE FROM record_lines WHERE number = 5",
                "INSERT INTO record_gaps VALUES (5, 5, '', '', '')",
            ],
            ["line 5 is noted as purged, but not by the schedule"],
        ),
    ],
)
def test_each_thing_that_is_done_to_the_tables_is_found_and_named(tamper, statements, told):
    tamper(*statements)
    assert findings() == told


def test_lines_that_move_up_over_a_removed_one_are_found(tamper):
    tamper(*SQUEEZE)
    assert findings()[0] == "line 5 is not in place: moved or put in"
    assert findings()[-1] == "line 12 is missing from the end"


def test_an_end_that_was_cut_off_stays_found_when_the_chain_grows_again(tamper):
    tamper("DELETE FROM record_lines WHERE number > 9")
    store.append([told() for _ in range(5)])
    assert findings() == ["lines 10 to 12 are missing from the end"]
    assert [line.number for line in entries(kind="record-cut")] == [10]
    assert verify().exit_code == 1


def test_without_the_key_nobody_writes_a_line_that_fits(tamper):
    forged = record.chained(b"guessed", [told(who="mallory")], LINES, entries(limit=1)[0].hash)
    [line] = forged
    values = ", ".join(f"'{value}'" for value in vars(line).values())
    tamper(f"INSERT INTO record_lines ({', '.join(vars(line))}) VALUES ({values})")
    assert findings() == ["line 13 is not as written: changed or put in"]


@pytest.mark.parametrize("left", [b"", b"short"])
def test_a_key_that_was_cut_off_seals_nothing(chain, left):
    keys.key_file().write_bytes(left)
    with pytest.raises(ValueError, match="less than 16"):
        store.append([told()])
    assert "The record cannot be read: the key has" in verify().output


def test_the_tables_refuse_to_change_or_delete_a_line(chain):
    with sqlite3.connect(chain / "record.sqlite") as connection:
        for statement in ("UPDATE record_lines SET who = ''", "DELETE FROM record_lines"):
            with pytest.raises(sqlite3.IntegrityError, match="the record is"):
                connection.execute(statement)


def test_verify_tells_a_program_and_says_when_it_cannot(tamper, var):
    tamper("DELETE FROM record_lines WHERE number = 5")
    answer = verify("--json")
    assert answer.exit_code == 1
    assert json.loads(answer.output) == {
        "lines": LINES - 1,
        "findings": [{"what": "removed", "first": 5, "last": 5}],
    }
    keys.key_file().unlink()
    assert verify().exit_code == 2


def test_a_purge_removes_what_is_past_its_time_and_the_chain_holds(var):
    old, very_old = 800, 3000
    kinds = [("viewed", very_old), ("changed", very_old), ("viewed", old), ("changed", old)] * 3
    store.append([told(kind, days) for kind, days in kinds])
    store.append([told("viewed"), told("signed-in", old), told("something-new", old)])
    assert keeping.due(record.now()) == 10
    assert keeping.purge(record.now()) == 10
    assert findings() == []
    left = [line.kind for line in reversed(entries())]
    assert left == ["changed", "changed", "changed", "something-new", "viewed", "record-purged"]
    assert entries(limit=1)[0].details["lines"] == 10
    assert keeping.purge(record.now()) == 0


def test_all_of_it_can_be_purged_and_goes_on_where_it_was(var):
    store.append([told("viewed", 800) for _ in range(5)])
    assert keeping.purge(record.now()) == 5
    assert [line.number for line in entries()] == [6]
    assert findings() == []


def test_a_purge_keeps_what_somebody_changed(chain, tamper):
    tamper("UPDATE record_lines SET time = 0")
    assert keeping.purge(record.now()) == 0
    assert len(findings()) == LINES


def test_the_schedule_is_an_administrators(var):
    store.append([told("viewed", 100)])
    keeping.keep({"read": 99})
    assert keeping.due(record.now()) == 1
    assert keeping.days()["change"] == 6 * 366


def test_texts_that_databases_refuse_are_kept_without_what_they_refuse(var):
    writer().write(told(title="a\x00b\ud800c\n", agent="x" * 3000))
    assert writer().settle()
    [line] = entries()
    assert line.title == "a b?c "
    assert len(line.agent) == 500
    assert findings() == []
