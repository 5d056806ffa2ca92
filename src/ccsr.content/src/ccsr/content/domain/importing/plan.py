"""In what order ticked entries are applied, and which one stands for another."""

from __future__ import annotations

from ccsr.content.domain.importing.entries import CHANGED
from ccsr.content.domain.importing.entries import DOUBLE
from ccsr.content.domain.importing.entries import Entry
from ccsr.content.domain.importing.entries import NEW
from ccsr.content.domain.importing.entries import REAPPEARED
from ccsr.content.domain.importing.entries import RENAMED
from ccsr.content.domain.importing.entries import SUCCESSOR
from ccsr.content.domain.importing.entries import VANISHED
from collections.abc import Mapping


#: What a person may say of an entry; a possible successor has two answers.
YES, FOLLOWS, RENUMBERED = CHOICES = ("yes", "follows", "renumbered")

#: A provider is renamed before services are put into it, and a new service made
#: before another is said to precede it.
ORDER = (RENAMED, CHANGED, REAPPEARED, VANISHED, NEW, SUCCESSOR)


def choices(entry: Entry) -> tuple[str, ...]:
    """Return the ticks that an entry can have."""
    if entry.kind == SUCCESSOR:
        return (FOLLOWS, RENUMBERED)
    return () if entry.kind == DOUBLE else (YES,)


def plan(entries: Mapping[int, Entry], ticks: Mapping[int, str]) -> list[int]:
    """Return the numbers of the entries to apply, in order.

    One that follows another brings the new one with it. Where the same service has
    a new number, it neither vanishes nor is there a new one.
    """
    wanted = {number for number, tick in ticks.items() if tick in choices(entries[number])}
    new = {one.number: number for number, one in entries.items() if one.kind == NEW}
    vanished = {one.uid: number for number, one in entries.items() if one.kind == VANISHED}
    for number in sorted(wanted):
        entry = entries[number]
        if entry.kind != SUCCESSOR:
            continue
        if ticks[number] == FOLLOWS:
            wanted |= {new[entry.other]} if entry.other in new else set()
        else:
            wanted -= {new.get(entry.other), vanished.get(entry.uid)}
    return sorted(wanted, key=lambda number: (ORDER.index(entries[number].kind), number))


def contradictions(entries: Mapping[int, Entry], ticks: Mapping[int, str]) -> set[int]:
    """Return the numbers of accepted successors that cannot all be true.

    A service has one new number at the most, and a new number is one service's.
    """
    taken: dict[str, list[int]] = {}
    for number, tick in ticks.items():
        entry = entries[number]
        if entry.kind == SUCCESSOR:
            taken.setdefault(f"new {entry.other}", []).append(number)
            if tick == RENUMBERED:
                taken.setdefault(f"old {entry.uid}", []).append(number)
    return {
        number
        for numbers in taken.values()
        if len(numbers) > 1 and any(ticks[one] == RENUMBERED for one in numbers)
        for number in numbers
    }
