"""Whatever process is killed, what was answered is there."""

from faults import killing
from faults.places import OneHost
from processes import Process
from processes import ROOT

import pytest
import subprocess


pytestmark = pytest.mark.uncounted


@pytest.fixture(scope="module")
def portal(process, tmp_path_factory):
    """A copy of the demo that may be killed, by a backup of it."""
    folder = tmp_path_factory.mktemp("faults")
    for words in (("backup", folder / "backups"), ("restore", folder / "backups", folder / "var")):
        command = [ROOT / "bin" / "ccsr", *map(str, words)]
        subprocess.run(command, env=process.environment, check=True, capture_output=True)
    copy = Process(folder / "var")
    copy.wait()
    yield OneHost(copy)
    copy.stop()


def test_nothing_that_was_answered_is_lost_half_written_or_done_twice(portal):
    found = killing.run(portal, turns=3, seed=9000)
    assert found.findings == []
    assert found.kills == dict.fromkeys(OneHost.victims, 1)
    assert found.answered >= 3 * (killing.BEFORE + killing.AFTER)
