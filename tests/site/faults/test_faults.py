"""Whatever process is killed, what was answered is there."""

from faults import killing
from faults.places import OneHost
from processes import Process

import pytest


pytestmark = pytest.mark.uncounted


@pytest.fixture(scope="module")
def portal(demo, tmp_path_factory):
    """A demo that may be killed."""
    copy = Process(demo(tmp_path_factory.mktemp("faults")))
    copy.wait()
    yield OneHost(copy)
    copy.stop()


def test_nothing_that_was_answered_is_lost_half_written_or_done_twice(portal):
    found = killing.run(portal, turns=3, seed=9000)
    assert found.findings == []
    assert found.kills == dict.fromkeys(OneHost.victims, 1)
    assert found.answered >= 3 * (killing.BEFORE + killing.AFTER)
