"""Words for whoever types: completions and "did you mean".

From the words of the index. A word that stands only in what a user may not see
would give it away: every word is counted within the records that he may, and the
count alone says whether it is offered, and in which place.
"""

from ccsr.search import spelling
from ccsr.search.counting import Frequent
from ccsr.search.counting import Within
from ccsr.search.fields import words_in
from ccsr.search.view import View
from collections.abc import Iterable
from collections.abc import Iterator
from itertools import islice
from pyroaring import BitMap


#: Letters that begin a word before it is completed.
BEGUN = 2
#: Letters a word must have to be corrected, and to be corrected twice.
_SHORT, _LONG = 4, 8
#: Words counted one by one for an answer.
LOOKED_AT = 200
#: The most frequent near words are compared; a letter left out counts so many times.
COMPARED = 5
LEFT_OUT = 3
#: Letters of a word that is corrected at most.
_LONGEST = 32


def completions(
    view: View, frequent: Frequent, text: str, within: BitMap, limit: int = 10
) -> list[tuple[str, int]]:
    """Return indexed words that begin as the last word of `text` does, most frequent first.

    Each with the number of records of `within` that it stands in (see ``counting``).
    Where the sample has too few, further words are counted one by one: of those
    the ``LOOKED_AT`` that are the most frequent of the whole index.
    """
    typed = words_in(text)
    if not typed or len(typed[-1]) < BEGUN or not within or limit < 1:
        return []
    counted = Within(view.snapshot, within)
    words = islice(frequent.words(view, counted, typed[-1]).items(), limit)
    found = [(word, counted.scaled(number)) for word, number in words]
    if len(found) < limit and not counted.whole:
        known = {word for word, _ in found}
        others = view.snapshot.words(typed[-1], LOOKED_AT)
        rare = (pair for pair in others if pair[0] not in known)
        found += counted.most(rare, limit - len(found))
    return found


def did_you_mean(view: View, word: str, within: BitMap) -> str | None:
    """Return the word within one or two mistakes that stands in most records; None if none does.

    Nothing is said of a word that stands in a record of `within`, or that has a
    digit: the number beside a number is another thing.
    """
    typed = words_in(word)
    if len(typed) != 1 or not _is_corrected(typed[0]) or not within:
        return None
    counted = Within(view.snapshot, within)
    if counted.any_of(typed):
        return None
    for candidates in _candidates(view, typed[0]):
        present = _present(counted, _most_frequent(view, candidates))
        if best := counted.most(present, COMPARED):
            return max(best, key=lambda pair: _likely(typed[0], *pair))[0]
    return None


def _likely(typed: str, word: str, number: int) -> int:
    """Return how likely a word was meant that stands in a number of records.

    To leave a letter out is the commonest mistake by far, and one word in few more
    records than another is not the likelier for that: "inspecton" is no "inspector".
    """
    return number * (LEFT_OUT if len(word) > len(typed) else 1)


def _most_frequent(view: View, words: Iterable[str]) -> list[tuple[str, int]]:
    known = [(word, number) for word in words if (number := view.snapshot.frequency(word))]
    return sorted(known, key=lambda pair: (-pair[1], pair[0]))[:LOOKED_AT]


def _present(counted: Within, words: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the words that stand in the records: halves of none are not looked through."""
    if not words or not counted.whole:
        return words
    if not counted.any_of([word for word, _ in words]):
        return []
    if len(words) == 1:
        return words
    middle = len(words) // 2
    return _present(counted, words[:middle]) + _present(counted, words[middle:])


def _is_corrected(word: str) -> bool:
    return _SHORT <= len(word) <= _LONGEST and not any(map(str.isdigit, word))


def _candidates(view: View, word: str) -> Iterator[Iterable[str]]:
    """Return words one mistake away, then those two away."""

    def beginning(letters: str) -> list[str]:
        return [other for other, _ in view.snapshot.words(letters)]

    yield spelling.edits(word) if word.isascii() else spelling.near(word, 1, beginning)
    if len(word) >= _LONG:
        yield spelling.near(word, 2, beginning)
