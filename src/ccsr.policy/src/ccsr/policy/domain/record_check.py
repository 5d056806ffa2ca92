"""Whether the record is whole: every line as it was written, none missing, none too many."""

from __future__ import annotations

from ccsr.policy.domain.record import Gap
from ccsr.policy.domain.record import Head
from ccsr.policy.domain.record import is_whole
from ccsr.policy.domain.record import Line
from ccsr.policy.domain.record import NOTHING
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field


#: What may be wrong. ``misplaced``: moved, or put in by somebody.
REMOVED, CHANGED, MISPLACED, CUT, GAP = ("removed", "changed", "misplaced", "cut", "gap")

SENTENCES = {
    REMOVED: "{lines} missing from the middle",
    CHANGED: "{lines} not as written: changed or put in",
    MISPLACED: "{lines} not in place: moved or put in",
    CUT: "{lines} missing from the end",
    GAP: "{lines} noted as purged, but not by the schedule",
}


@dataclass(frozen=True)
class Finding:
    """Something wrong with lines ``first`` to ``last``."""

    what: str
    first: int
    last: int

    def __str__(self) -> str:
        """Return a sentence for whoever reads a terminal."""
        one = self.first == self.last
        lines = f"line {self.first} is" if one else f"lines {self.first} to {self.last} are"
        return SENTENCES[self.what].format(lines=lines)


@dataclass
class Check:
    """Walks the chain once; ``findings`` yields what is wrong, in order.

    ``done`` counts the lines so far. The key is that of the record, ``head`` its
    end as noted beside the tables.
    """

    key: bytes
    gaps: Iterable[Gap] = ()
    head: Head | None = None
    done: int = 0
    number: int = 0
    previous: str = NOTHING
    _gaps: dict[int, Gap] = field(default_factory=dict)
    _noted: str = ""
    _is_suspect: bool = False

    def findings(self, lines: Iterable[Line]) -> Iterator[Finding]:
        """Yield what is wrong with lines that come by number."""
        self._gaps = {gap.first: gap for gap in self.gaps}
        for line in lines:
            yield from self._bridge()
            yield from self._line(line)
        yield from self._bridge()
        yield from self._end()

    def _bridge(self) -> Iterator[Finding]:
        """Go over what the schedule removed here."""
        while (gap := self._gaps.pop(self.number + 1, None)) is not None:
            if not gap.is_sealed(self.key) or gap.previous != self.previous:
                yield Finding(GAP, gap.first, gap.last)
                self._is_suspect = True
            self._go_to(gap.last, gap.hash)

    def _line(self, line: Line) -> Iterator[Finding]:
        self.done += 1
        if is_gap := line.number > self.number + 1:
            yield Finding(REMOVED, self.number + 1, line.number - 1)
        follows = line.previous == self.previous
        whole = is_whole(self.key, line)
        # What is whole is in its place; where it does not follow, the one before is not.
        if not whole or not (follows or is_gap or self._is_suspect):
            what = CHANGED if follows or is_gap else MISPLACED
            yield Finding(what, line.number, line.number)
        elif line.kind == "record-cut":
            yield _earlier_cut(line)
        self._is_suspect = not whole
        self._go_to(line.number, line.hash)

    def _go_to(self, number: int, previous: str) -> None:
        self.number, self.previous = number, previous
        if self.head is not None and number == self.head.number:
            self._noted = previous

    def _end(self) -> Iterator[Finding]:
        for gap in self._gaps.values():
            yield Finding(GAP, gap.first, gap.last)
        if self.head is None:
            return
        if self.head.number > self.number:
            yield Finding(CUT, self.number + 1, self.head.number)
        elif self._noted and self._noted != self.head.hash:
            yield Finding(CHANGED, self.head.number, self.head.number)


def _earlier_cut(line: Line) -> Finding:
    """Return what the writer found when it went on."""
    last, noted = line.details["last"], line.details["noted"]
    first = int(str(last)) + 1
    return Finding(CUT, first, max(first, int(str(noted))))
