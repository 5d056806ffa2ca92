"""Days and hours are those of Wales, wherever the server stands."""

from ccsr.content.browser import display
from ccsr.content.domain import dates
from datetime import date
from datetime import datetime
from datetime import UTC

import pytest
import time


#: Between them they have another day than Wales at every hour.
FAR = ("Pacific/Kiritimati", "Etc/GMT+12")


@pytest.fixture
def clock(monkeypatch):
    """Set the server's clock to another zone, and back."""

    def move(zone):
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("zone", FAR)
def test_the_day_does_not_depend_on_the_servers_clock(clock, zone):
    expected = dates.today()
    clock(zone)
    assert dates.today() == expected


def test_late_on_a_summer_evening_in_utc_the_next_day_has_begun():
    shared = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert display.moment(shared, {"LANGUAGE": "en"}) == "1 July 2026, 00:30"


def test_what_has_no_end_is_never_over_and_the_last_day_is():
    day = date(2026, 5, 1)
    assert not dates.has_ended(None, day)
    assert not dates.has_ended(date(2026, 5, 2), day)
    assert dates.has_ended(day, day)
