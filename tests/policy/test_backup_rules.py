"""Which backups stay."""

from ccsr.policy.backup import expiring
from ccsr.policy.backup import last_made
from ccsr.policy.backup.manifests import Manifest
from ccsr.policy.backup.manifests import Part
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


def test_the_last_backup_is_the_newest_that_can_be_read(tmp_path):
    assert last_made(tmp_path) is None
    for one in (made(2), made(1)):
        (tmp_path / one.name).mkdir()
        one.write(tmp_path)
    assert last_made(tmp_path) == NOW - timedelta(days=1)
    (tmp_path / made(1).name / "manifest.json").write_text("{")
    assert last_made(tmp_path) == NOW - timedelta(days=2)
