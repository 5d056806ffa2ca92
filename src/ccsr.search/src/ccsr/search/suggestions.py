"""Words for whoever types: completions and "did you mean".

From the words of the index. A word that stands only in what a user may not see
would give it away, so every answer counts within the records `within`.
"""

from ccsr.search.fields import schema
from ccsr.search.fields import words_in
from ccsr.search.results import bitmap
from collections.abc import Iterator
from itertools import islice
from pyroaring import BitMap
from tantivy import Query
from tantivy import Searcher

import tantivy


#: Words looked at for one answer, the most frequent first.
_LOOKED_AT = 200
#: Letters a word must have to be corrected, and to be corrected twice.
_SHORT, _LONG = 4, 8


def completions(
    searcher: Searcher, text: str, within: BitMap, limit: int = 10
) -> list[tuple[str, int]]:
    """Return indexed words that begin as the last word of `text` does, most frequent first.

    Each with the number of records of `within` that it stands in.
    """
    typed = words_in(text)
    if not typed:
        return []
    terms = searcher.terms_with_prefix("words", typed[-1], limit=_LOOKED_AT)
    frequent = (word for word, _ in sorted(terms, key=lambda term: -term[1]))
    return _most(searcher, frequent, within, limit)


def did_you_mean(searcher: Searcher, word: str, within: BitMap) -> str | None:
    """Return the word within one or two letters that stands in most records; None if none does."""
    typed = words_in(word)
    if len(typed) != 1 or len(typed[0]) < _SHORT or _seen(searcher, typed[0], within):
        return None
    for distance in (1, 2) if len(typed[0]) >= _LONG else (1,):
        near = _near(searcher, typed[0], distance)
        if best := _most(searcher, near, within, 1):
            return best[0][0]
    return None


def _near(searcher: Searcher, word: str, distance: int) -> Iterator[str]:
    # The first letter is rarely mistyped, and spares looking at the whole dictionary.
    for other, _ in searcher.terms_with_prefix("words", word[0]):
        close = abs(len(other) - len(word)) <= distance
        if close and other != word and _distance(word, other, distance) <= distance:
            yield other


def _distance(one: str, other: str, most: int) -> int:
    """Return how many letters differ (inserted, left out, replaced or swapped), up to `most`."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, last, row = row, before, [place]
        for column, second in enumerate(other, 1):
            same = letter == second
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (not same))
            if last and column > 1 and (one[place - 2], letter) == (second, other[column - 2]):
                cost = min(cost, last[column - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _most(
    searcher: Searcher, words: Iterator[str], within: BitMap, limit: int
) -> list[tuple[str, int]]:
    looked_at = islice(words, _LOOKED_AT)
    counted = ((word, _seen(searcher, word, within)) for word in looked_at)
    seen = [pair for pair in counted if pair[1]]
    return sorted(seen, key=lambda pair: (-pair[1], pair[0]))[:limit]


def _seen(searcher: Searcher, word: str, within: BitMap) -> int:
    hits = searcher.search(
        Query.term_query(schema(), "words", word),
        limit=max(1, searcher.num_docs),
        count=False,
        order_by_field="rid",
        order=tantivy.Order.Asc,
    ).hits
    return bitmap([rid for rid, _ in hits]).intersection_cardinality(within)
