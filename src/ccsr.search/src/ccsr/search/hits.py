"""What a query matches. Scores cost more than matching, so they are made when they are asked for."""

from ccsr.search import failures
from ccsr.search import querying
from ccsr.search.querying import Weigh
from ccsr.search.reading import Node
from ccsr.search.results import bitmap
from ccsr.search.results import signed
from ccsr.search.snapshot import Snapshot
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from pyroaring import BitMap
from tantivy import Query
from typing import TypeAlias


#: Record id and score.
Scored: TypeAlias = "tuple[int, float]"

UNSIGNED = 0xFFFFFFFF
#: Of so many records the scores are asked for these alone where they are not among the best.
FEW = 1000
#: Times as many scores as before, where too few of them are of records that are wanted.
MORE = 8
#: Scores that are kept of one query.
KEPT = 1600


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for: of these records alone if there are `rids`, in one field if it is named."""

    node: Node
    rids: tuple[int, ...] | None = None
    field: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """Return what tells it from others."""
        return str(self.node), self.rids, self.field

    def query(self, weigh: Weigh = querying.as_found) -> Query:
        """Return the query, in which words weigh so."""
        query = querying.scaled(self.node, weigh, self.field)
        return query if self.rids is None else querying.only(query, self.rids)


class Answer:
    """What a snapshot has for a query; its scores are kept for whoever asks again."""

    def __init__(self, snapshot: Snapshot, ask: Ask, found: BitMap) -> None:
        self.found = found
        self._snapshot = snapshot
        self._query = ask.query(snapshot.evenly)
        self._best: dict[int, float] = {}
        self._few: tuple[BitMap, dict[int, float]] = BitMap(), {}

    def best(self, number: int, wanted: BitMap) -> list[Scored]:
        """Return the best of the records `wanted` (all of them ``found``), the best first."""
        enough, best = min(number, len(wanted)), self._best
        while len(seen := _among(best, wanted)) < enough:
            if best and len(wanted) <= FEW:
                seen = list(self._scores_of(wanted).items())
                break
            # Some may not be wanted.
            asked = max(2 * number, MORE * len(best))
            best = self._snapshot.scores(self._query, asked)
            if len(best) <= KEPT:
                self._best = best
            if len(best) < asked:
                seen = _among(best, wanted)
                break
        return seen[:number]

    def _scores_of(self, wanted: BitMap) -> dict[int, float]:
        # Read once: another thread keeps the scores of what another user may see.
        few, scores = self._few
        if few != wanted:
            these = querying.only(self._query, signed(wanted))
            scores = self._snapshot.scores(these, len(wanted))
            self._few = wanted, scores
        return scores


class Hits:
    """The records that match as a connection sees them: ``found``.

    `own` are those that the directory does not hold in this version, `surplus` those
    of it that do not count.
    """

    def __init__(
        self,
        answer: Answer | None = None,
        surplus: Iterable[int] = (),
        own: Iterable[Scored] = (),
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self._answer = answer
        self._own = list(own)
        self._failed = failed
        self._held = answer.found if answer else BitMap()
        if surplus:
            self._held = self._held - bitmap(surplus)
        self.found = self._held | bitmap([rid for rid, _ in self._own])

    def only(self, within: BitMap) -> "Hits":
        """Keep those of the records `within`."""
        self.found = self.found & within
        return self

    def best(self, number: int, within: BitMap | None = None) -> dict[int, float]:
        """Return the scores of the best records found (`within`), the best first.

        So many, or all there are.
        """
        wanted = self.found if within is None else self.found & within
        scored = self._of_directory(number, wanted & self._held)
        if self._own:
            scored += [pair for pair in self._own if pair[0] & UNSIGNED in wanted]
            scored.sort(key=itemgetter(1), reverse=True)
        return dict(scored[:number])

    def _of_directory(self, number: int, wanted: BitMap) -> list[Scored]:
        if self._answer is None or not wanted:
            return []
        try:
            return self._answer.best(number, wanted)
        except failures.Unusable as failure:
            # What is found is known all the same.
            if self._failed:
                self._failed(failure)
            return []


def _among(best: dict[int, float], wanted: BitMap) -> list[Scored]:
    return [pair for pair in best.items() if pair[0] & UNSIGNED in wanted]
