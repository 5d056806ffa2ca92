"""When inspectors may come next, and how a framework stood before."""

from ccsr.content.domain.readiness.assessments import Snapshot
from ccsr.content.domain.readiness.board import expected
from ccsr.content.domain.readiness.board import trend
from ccsr.content.domain.readiness.frameworks import shipped
from datetime import date
from datetime import datetime
from datetime import UTC

import pytest


FRAMEWORKS = {one.key: one for one in shipped()}
SAFEGUARDING = FRAMEWORKS["safeguarding_lac_2009"]


@pytest.mark.parametrize(
    ("key", "last", "today", "next_one"),
    [
        ("safeguarding_lac_2009", date(2024, 2, 29), date(2026, 6, 1), date(2027, 2, 28)),
        ("contact_referral_2009", date(2025, 1, 15), date(2026, 6, 1), date(2026, 1, 15)),
        ("contact_referral_2009", None, date(2026, 6, 1), None),
        ("caa_2009", date(2025, 11, 20), date(2026, 10, 31), date(2026, 11, 1)),
        ("caa_2009", None, date(2026, 11, 30), date(2026, 11, 1)),
        ("caa_2009", None, date(2026, 12, 1), date(2027, 11, 1)),
    ],
)
def test_the_next_inspection_is_the_last_and_its_frequency_or_the_month_of_judgement(
    key, last, today, next_one
):
    assert expected(FRAMEWORKS[key], last, today) == next_one


def test_a_trend_crosses_the_end_of_a_year_and_forgets_nothing():
    said = [
        Snapshot(
            datetime(2025, 12, 31, 23, tzinfo=UTC), "ann", "adequate", "", (), date(2026, 2, 1)
        ),
        Snapshot(datetime(2026, 1, 1, 0, tzinfo=UTC), "ann", "good", "", (), date(2027, 2, 1)),
    ]
    points = trend(SAFEGUARDING, {"safeguarding": said}, date(2026, 2, 10))
    assert [one.day.isoformat() for one in points] == [
        "2025-03-31",
        "2025-06-30",
        "2025-09-30",
        "2025-12-31",
        "2026-02-10",
    ]
    assert [(one.assessed, one.gaps) for one in points] == [(0, 0)] * 3 + [(1, 2), (1, 1)]
    late = trend(SAFEGUARDING, {"safeguarding": said[:1]}, date(2026, 2, 10))
    assert [one.stale for one in late] == [0, 0, 0, 0, 1]
