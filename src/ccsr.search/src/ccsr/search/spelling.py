"""Words near a word: letters left out, put in, replaced or swapped."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator


_LETTERS = "abcdefghijklmnopqrstuvwxyz"

#: Letters that begin a word. Fewer begin too many others to compare.
HEAD = 5

#: Returns the known words that begin with some letters.
Beginning = Callable[[str], Iterable[str]]


def edits(word: str) -> set[str]:
    """Return what becomes of `word` by one mistake."""
    made: set[str] = set()
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        made.update(head + letter + tail for letter in _LETTERS)
        if tail:
            made.add(head + tail[1:])
            made.update(head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            made.add(head + tail[1] + tail[0] + tail[2:])
    return made - {word}


def near(word: str, mistakes: int, beginning: Beginning) -> Iterator[str]:
    """Return the known words within some mistakes of `word`, all but one of them in its end.

    The one may be in the first `HEAD` letters, in our letters: in another script
    the mistakes are looked for in the end alone.
    """
    head = word[: max(HEAD * word.isascii(), len(word) // 2)]
    seen: set[str] = set()
    for start in (head, *(edits(head) if word.isascii() else ())):
        for other in beginning(start):
            if other not in seen and 0 < distance(word, other, mistakes) <= mistakes:
                yield other
            seen.add(other)


def distance(one: str, other: str, most: int) -> int:
    """Return how many mistakes lie between two words; any number above `most` for more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    one, other = _without_common_ends(one, other)
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


def _without_common_ends(one: str, other: str) -> tuple[str, str]:
    shorter = min(len(one), len(other))
    first = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    one, other = one[first:], other[first:]
    shorter -= first
    last = next(
        (place for place in range(shorter) if one[-1 - place] != other[-1 - place]), shorter
    )
    return one[: len(one) - last], other[: len(other) - last]
