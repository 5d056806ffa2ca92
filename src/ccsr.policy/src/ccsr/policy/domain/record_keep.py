"""What the schedule removes from the record, and what it leaves in its place."""

from __future__ import annotations

from ccsr.policy.domain.record import Gap
from ccsr.policy.domain.record import Line
from collections.abc import Iterable
from collections.abc import Iterator


#: Days for which a group may be kept at least and at most.
SHORTEST, LONGEST = 90, 36_525


def gaps_of(lines: Iterable[Line]) -> Iterator[Gap]:
    """Yield a gap, not sealed yet, for each run of lines that come by number."""
    held: Gap | None = None
    for line in lines:
        if held is not None and line.number == held.last + 1:
            held = Gap(held.first, line.number, held.previous, line.hash)
        else:
            if held is not None:
                yield held
            held = Gap(line.number, line.number, line.previous, line.hash)
    if held is not None:
        yield held


def merged(key: bytes, gaps: Iterable[Gap]) -> list[Gap]:
    """Return gaps by number, those that touch as one, each sealed."""
    made: list[Gap] = []
    for gap in sorted(gaps, key=lambda gap: gap.first):
        if made and (gap.first, gap.previous) == (made[-1].last + 1, made[-1].hash):
            before = made.pop()
            gap = Gap(before.first, gap.last, before.previous, gap.hash)
        made.append(gap)
    return [gap.sealed(key) for gap in made]
