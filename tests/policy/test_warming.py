"""A process that has just started reads what searches need, and never for longer than it may."""

from ccsr.policy.commands import instance
from ccsr.policy.processes import warming

import json
import pytest


def test_what_fails_is_noted_and_nobody_waits_for_it(monkeypatch, tmp_path):
    monkeypatch.setenv("CCSR_VAR", str(tmp_path))
    monkeypatch.setattr(warming, "opened", _away)
    begun = warming.begun(1)
    assert begun.wait()
    assert begun.is_over
    # It is noted after the last has been let in.
    begun.thread.join()
    (noted,) = (tmp_path / "warmed").glob("*.json")
    assert json.loads(noted.read_text())["told"] == "failed"


def _away(connections):
    raise OSError("the database is away")


@pytest.mark.parametrize("seconds", ["0", "x"])
def test_it_can_be_switched_off_and_must_be_a_number(monkeypatch, seconds):
    monkeypatch.setenv(warming.SECONDS, seconds)
    if seconds == "0":
        assert warming.begun(1).is_over
    else:
        with pytest.raises(instance.CannotRun):
            warming.begun(1)


def test_everything_that_a_search_reads_is_asked_of_a_site(portal):
    warming.common(portal, 1)
    with warming.at_work(portal):
        warming.own(portal)
    warming.page(portal)
