"""Which backups stay."""

from ccsr.policy.backup import expiring
from ccsr.policy.backup import last_made
from ccsr.policy.backup.manifests import Manifest
from ccsr.policy.backup.manifests import Part
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import pytest


NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


def made(days):
    """Return a backup of so many days ago."""
    moment = NOW - timedelta(days=days)
    nothing = Part("", 0, "")
    return Manifest(
        f"{moment:%Y%m%dT%H%M%SZ}", moment.isoformat(), 1.0, "", "", (), nothing, (), False
    )


@pytest.mark.parametrize(
    ("most", "days", "gone"),
    [(1, 0, [3, 2, 1]), (2, 0, [3, 2]), (1, 2, [3]), (9, 0, []), (0, 0, [3, 2, 1])],
)
def test_a_backup_goes_when_it_is_neither_young_nor_among_the_last(most, days, gone):
    every = [made(day) for day in (3, 2, 1, 0)]
    found = expiring.expired(every, NOW, most, days)
    assert found == [made(day) for day in gone]


def test_pieces_that_no_backup_has_go_unless_one_cannot_be_read(tmp_path):
    one = made(0)
    (tmp_path / one.name).mkdir()
    one = replace(one, list=Part(f"{one.name}/blobs.txt", 0, ""))
    (tmp_path / one.list.path).write_text("00 3 blobs/0x01/0x02.blob\n")
    one.write(tmp_path)
    needed, left = (tmp_path / "blobs/0x01" / name for name in ("0x02.blob", "0x03.blob"))
    needed.parent.mkdir(parents=True)
    piece = tmp_path / "data/2026-11-20-02-00-00.fs"
    piece.parent.mkdir()
    for path in (needed, left, piece):
        path.write_text("abc")
    damaged = tmp_path / made(1).name / "manifest.json"
    damaged.parent.mkdir()
    damaged.write_text("{")
    expiring.remove([], [one], tmp_path)
    assert left.exists()
    assert piece.exists()
    damaged.unlink()
    expiring.remove([], [one], tmp_path)
    assert [path.exists() for path in (needed, left, piece)] == [True, False, False]


def test_the_last_backup_is_the_newest_that_can_be_read(tmp_path):
    assert last_made(tmp_path) is None
    for one in (made(2), made(1)):
        (tmp_path / one.name).mkdir()
        one.write(tmp_path)
    assert last_made(tmp_path) == NOW - timedelta(days=1)
    (tmp_path / made(1).name / "manifest.json").write_text("{")
    assert last_made(tmp_path) == NOW - timedelta(days=2)
