"""The axis of a service: what stands where, and in which row."""

from ccsr.content.browser.axis import in_rows
from ccsr.content.browser.axis import Item
from ccsr.content.browser.axis import picture
from datetime import date


TODAY = date(2026, 6, 1)


def mark(day, label="x"):
    return Item(day, label, label)


def test_no_mark_covers_another_or_its_words():
    days = [date(2026, month, 1) for month in (1, 2, 3, 4, 5)]
    [lane] = picture([("events", "Events", [mark(day, "Suspended") for day in days])], TODAY).lanes
    for one in lane.placed:
        others = [other for other in lane.placed if other.row == one.row and other is not one]
        assert not any(map(one.meets, others))
    assert in_rows(lane.placed)[0].row == 0


def test_what_lasts_still_ends_today_and_what_is_to_come_is_on_the_axis():
    band = Item(date(2020, 1, 1), "Registered", "", is_span=True)
    lanes = [("status", "", [band]), ("events", "", [mark(date(2027, 2, 1))]), ("none", "", [])]
    found = picture(lanes, TODAY)
    status, events = (lane.placed[0] for lane in found.lanes)
    assert round(status.x + status.width, 1) == round(found.today, 1)
    assert found.today < events.x <= 100


def test_words_at_the_right_edge_stand_before_their_mark():
    [lane] = picture([("events", "", [mark(TODAY, "Cancelled by the provider")])], TODAY).lanes
    near = picture([("events", "", [mark(date(2001, 1, 1)), mark(TODAY, "Suspended")])], TODAY)
    assert near.lanes[0].placed[-1].is_late
    assert all(one.begin >= 0 for one in lane.placed)


def test_marks_without_room_for_words_stand_without_them_and_as_far_apart_as_can_be():
    many = [mark(date(2016 + at // 12, at % 12 + 1, 1), "Standard not met") for at in range(120)]
    few = [mark(date(2026, 1, 1), "Upheld")]
    crowded, roomy = picture([("inspections", "", many), ("complaints", "", few)], TODAY).lanes
    assert {one.fits for one in crowded.placed} == {"d-none"}
    assert len({one.row for one in crowded.placed}) > 1
    assert roomy.placed[0].fits != "d-none"
