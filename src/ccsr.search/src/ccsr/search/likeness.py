"""Records that are like a text: those that have most of its telling words.

A word tells much if it stands often in the text and in few of the records that
somebody may see, but in one of them: else there is nothing to be found by it.
Whether a record has it counts, not how often: that is reckoned from the length of
all records, those that may not be seen among them.
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
from collections.abc import Iterator
from collections.abc import Mapping
from heapq import nsmallest
from itertools import islice
from math import log
from pyroaring import BitMap
from tantivy import Occur
from tantivy import Query


#: In how many records of a sample each of its words stands.
Common = Mapping[str, int]

#: Characters of a text that are read.
LONGEST = 200_000
#: Words that are looked for, those found that are counted, and of these the most
#: telling that are asked for.
LOOKED_FOR, COUNTED, TELLING = 400, 50, 25
#: Letters of a word that tells something.
_SHORT = 3


def alike(counted: Within, common: Common, text: str, language: str) -> Query | None:
    """Return the query for what is like a text; None where none of its words is known."""
    chosen = telling(counted, common, text, language)
    if not chosen:
        return None
    return Query.boolean_query([(Occur.Should, _weighed(*pair)) for pair in chosen])


def telling(counted: Within, common: Common, text: str, language: str) -> list[tuple[str, float]]:
    """Return the most telling words of a text as they are indexed, each with its weight."""
    often = Counter(word for word in terms_in(text[:LONGEST], language) if len(word) >= _SHORT)
    seen = len(counted.records)
    weights = {
        word: _weight(often[word], rarity(number, seen))
        for word, number in _numbers(counted, common, often)
    }
    return _heaviest(weights, TELLING)


def _numbers(counted: Within, common: Common, often: Counter[str]) -> Iterator[tuple[str, int]]:
    """Yield words and in how many records each stands, of those it does stand in.

    Of few records ``common`` tells it. Of more, those are counted that are rare there.
    """
    if counted.whole:
        yield from ((word, common[word]) for word in often if word in common)
        return
    first = {word: _weight(n, rarity(common.get(word, 0), SAMPLE)) for word, n in often.items()}
    looked_for = (word for word, _ in _heaviest(first, LOOKED_FOR))
    found = ((word, number) for word in looked_for if (number := counted.number(word, "stems")))
    yield from islice(found, COUNTED)


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
