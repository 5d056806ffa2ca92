"""Records that are like a text: those that have most of its telling words.

A word tells much if it stands often in the text and in few of the records that
somebody may see. Whether a record has it counts, not how often: that is reckoned
from the length of all records, those that may not be seen among them.
"""

from ccsr.search.counting import SAMPLE
from ccsr.search.counting import Within
from ccsr.search.fields import schema
from ccsr.search.fields import terms_in
from ccsr.search.querying import only
from ccsr.search.querying import SCALE
from ccsr.search.results import signed
from ccsr.search.snapshot import rarity
from ccsr.search.snapshot import Snapshot
from collections import Counter
from collections.abc import Mapping
from heapq import nsmallest
from math import log
from pyroaring import BitMap
from tantivy import Occur
from tantivy import Query


#: Characters of a text that are read.
LONGEST = 200_000
#: Words that are counted, and of these the most telling that are asked for.
COUNTED, TELLING = 50, 25
#: Letters of a word that tells something.
_SHORT = 3


def alike(counted: Within, text: str, language: str) -> Query | None:
    """Return the query for what is like a text; None where none of its words is known."""
    chosen = telling(counted, text, language)
    if not chosen:
        return None
    return Query.boolean_query([(Occur.Should, _weighed(*pair)) for pair in chosen])


def telling(counted: Within, text: str, language: str) -> list[tuple[str, float]]:
    """Return the most telling words of a text as they are indexed, each with its weight.

    Those to be counted are chosen by how frequent they are in the whole index.
    """
    often = Counter(word for word in terms_in(text[:LONGEST], language) if len(word) >= _SHORT)
    total, seen = counted.snapshot.total, len(counted.records)
    first = {
        word: _weight(times, rarity(frequency, total))
        for word, times in often.items()
        if (frequency := counted.snapshot.frequency(word, "stems"))
    }
    weights = {
        word: _weight(often[word], rarity(number, seen))
        for word, _ in _heaviest(first, COUNTED)
        if (number := counted.number(word, "stems"))
    }
    return _heaviest(weights, TELLING)


def best(snapshot: Snapshot, query: Query, within: BitMap, limit: int) -> dict[int, float]:
    """Return the scores of the best records `within`, `limit` of them or more."""
    if not within:
        return {}
    if len(within) <= SAMPLE:
        return snapshot.scores(only(query, signed(within)), len(within))
    number = limit * 4
    while True:
        scores = snapshot.scores(query, number)
        seen = {rid: score for rid, score in scores.items() if rid & 0xFFFFFFFF in within}
        if len(seen) >= limit or len(scores) < number:
            return seen
        number *= 8


def _weight(times: int, rare: float) -> float:
    return (1 + log(times)) * rare


def _weighed(word: str, weight: float) -> Query:
    return Query.const_score_query(Query.term_query(schema(), "stems", word), SCALE * weight)


def _heaviest(weights: Mapping[str, float], number: int) -> list[tuple[str, float]]:
    return nsmallest(number, weights.items(), key=lambda pair: (-pair[1], pair[0]))
