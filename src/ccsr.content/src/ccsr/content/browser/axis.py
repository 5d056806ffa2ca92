"""All that happened to a service on one axis: a lane a kind, as a picture and as a table.

Positions are percentages of the width, so that the picture fits any screen and
its words keep their size. What stands too close is set one row lower.
"""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.register import timeline
from dataclasses import dataclass
from dataclasses import replace
from datetime import date


#: Marks nearer than this (percent) stand in different rows; there are no more rows than these.
APART = 5.0
MOST_ROWS = 6
#: More years than this are not all labelled: on a narrow screen there is no room.
MOST_LABELS = 5
#: Nothing is narrower than this (percent).
NARROWEST = 1.0
#: Width of a letter, and of a lane on a narrow and on a wide screen (pixels).
LETTER, NARROW, WIDE = 6.6, 250, 690
#: Room for a mark beside its words (pixels).
BESIDE = 24

ROW = 26


@dataclass(frozen=True)
class Item:
    """Something that happened on a day, or lasted from a day to another.

    ``until`` is None for what lasts still; ``is_span`` tells it from what has one
    day. ``tone`` picks the colours, ``shape`` the mark (a level, best first).
    """

    day: date
    label: str
    said: str
    href: str = ""
    tone: str = "plain"
    shape: int = 0
    is_span: bool = False
    until: date | None = None


@dataclass(frozen=True)
class Placed:
    """An item where it stands: percent from the left and of width, its row, whether its
    words stand beside it."""

    item: Item
    x: float
    width: float
    row: int = 0
    is_told: bool = True

    @property
    def needed(self):
        """Return the width of its words on a wide screen (percent)."""
        if not self.is_told:
            return 0.0
        return (LETTER * len(self.item.label) + BESIDE) / WIDE * 100

    @property
    def is_late(self):
        """Return whether its words stand before its mark, having no room after it."""
        return not self.item.is_span and self.x + self.needed > 100

    @property
    def begin(self):
        """Return where it begins, its words included."""
        return self.x - self.needed if self.is_late else self.x

    @property
    def end(self):
        """Return where it ends, its words included."""
        if self.item.is_span:
            return self.x + self.width
        return self.x + (APART if self.is_late else max(APART, self.needed))

    def meets(self, other):
        """Return whether one of two in a row would cover the other."""
        return self.begin < other.end and other.begin < self.end

    @property
    def y(self):
        """Return the middle of its row."""
        return self.row * ROW + ROW // 2

    @property
    def fits(self):
        """Return the classes of its words: shown everywhere, on wide screens, or nowhere."""
        if not self.is_told:
            return "d-none"
        if not self.item.is_span:
            return "d-none d-lg-block"
        needed = LETTER * len(self.item.label) + 10
        if self.width * NARROW / 100 >= needed:
            return ""
        return "d-none d-lg-block" if self.width * WIDE / 100 >= needed else "d-none"


@dataclass(frozen=True)
class Lane:
    """The items of one kind."""

    id: str
    title: str
    placed: tuple

    @property
    def height(self):
        """Return the height in pixels."""
        return ROW * (1 + max(one.row for one in self.placed))


@dataclass(frozen=True)
class Picture:
    """The lanes over their years; ``today`` is where today stands."""

    lanes: tuple
    ticks: tuple
    today: float


@dataclass(frozen=True)
class Axis:
    """The years from the first to the last that anything stands in."""

    first: int
    last: int

    def place(self, day):
        """Return where a day stands (percent)."""
        return timeline.place(day, self.first, self.last)

    def set(self, item, today):
        """Return an item in its place."""
        x = self.place(item.day)
        if not item.is_span:
            return Placed(item, x, 0)
        end = self.place(max(item.until or today, item.day))
        return Placed(item, x, max(round(end - x, 2), NARROWEST))


def picture(lanes, today):
    """Return the picture of ``(id, title, items)``; lanes without items are left out."""
    lanes = [one for one in lanes if one[2]]
    days = [day for _id, _title, items in lanes for one in items for day in _days(one)]
    axis = Axis(min([today, *days]).year, max([today, *days]).year + 1)
    placed = tuple(
        Lane(name, title, tuple(rows([axis.set(one, today) for one in items])))
        for name, title, items in lanes
        for rows in [tuple if name == "status" else in_rows]
    )
    ticks = tuple(timeline.ticks(axis.first, axis.last, MOST_LABELS))
    return Picture(placed, ticks, axis.place(today))


def _days(item):
    return [day for day in (item.day, item.until) if day]


def in_rows(placed):
    """Return items with rows, so that none covers another where that can be helped.

    Marks that have no room with their words stand without them, all of the lane.
    """
    found, fit = _in_rows(placed)
    if fit:
        return found
    return _in_rows([replace(one, is_told=one.item.is_span) for one in placed])[0]


def _in_rows(placed):
    rows = [[] for _row in range(MOST_ROWS)]
    found, fit = [], True
    for one in sorted(placed, key=lambda one: (one.x, one.end)):
        free = [row for row, there in enumerate(rows) if not any(map(one.meets, there))]
        fit = fit and bool(free)
        row = free[0] if free else MOST_ROWS - 1
        rows[row].append(one)
        found.append(replace(one, row=row))
    return found, fit


#: Colours of a status's band.
TONES = {
    None: "unknown",
    "registered": "ok",
    "applied": "warn",
    "dormant": "warn",
    "cancellation_proposed": "warn",
    "suspended": "late",
    "refused": "ended",
    "cancelled_voluntary": "ended",
    "cancelled_enforced": "ended",
}

#: Colours and mark of an event, by what the flag of its status would be.
EVENT_LOOKS = {"ok": ("ok", 0), "warn": ("warn", 1), "late": ("late", 2)}


def event_look(status):
    """Return colours and mark of an event that leads to a status; of one that leads to none."""
    return EVENT_LOOKS[display.STATUS_FLAGS[status]] if status else ("plain", 0)


LANES = {
    "status": _("lane_status", default="Registration"),
    "events": _("lane_events", default="Events"),
    "inspections": _("lane_inspections", default="Inspections"),
    "complaints": _("lane_complaints", default="Complaints"),
    "enforcement": _("lane_enforcement", default="Enforcement"),
    "conditions": _("lane_conditions", default="Conditions"),
}
