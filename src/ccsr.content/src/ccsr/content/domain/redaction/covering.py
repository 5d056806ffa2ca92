"""Which words a mark takes with it, and which part of the page is painted over.

A word goes as a whole: of one that a drawn box touches, what stands beside the
box would tell what stood under it.
"""

from __future__ import annotations

from ccsr.content.domain.paper import Word
from ccsr.content.domain.redaction.marks import Box
from ccsr.content.domain.redaction.marks import Mark
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence


#: Of a word's height: how far a box may reach into it before it touches, since the boxes
#: of two lines overlap where there is no ink.
SLIP = 0.12
#: Of the smaller one: how much two boxes share that are of the same word.
SAME = 0.5
#: Of a word's height: the widest gap between two words of a line.
APART = 1.5
#: Of a word's height: how far beyond its box its ink may reach, aside and up or down.
ASIDE, ABOVE = 0.06, 0.1


def box_of(word: Word) -> Box:
    """Return the box of a word."""
    return (word.left, word.top, word.right, word.bottom)


def touched(words: Sequence[Word], marks: Iterable[Mark]) -> frozenset[int]:
    """Return the places in ``words`` of those that the marks of a page take."""
    found = set()
    for mark in marks:
        touches = _reaches if mark.drawn else _is_same
        for box in mark.boxes:
            found |= {at for at, word in enumerate(words) if touches(box, box_of(word))}
    return frozenset(found)


def painted(words: Sequence[Word], marks: Iterable[Mark]) -> tuple[Box, ...]:
    """Return what is painted over on a page: what was drawn, and every word that goes."""
    marks = list(marks)
    drawn = [box for mark in marks for box in mark.boxes]
    whole = [_with_ink(box) for box in _runs(words, sorted(touched(words, marks)))]
    return tuple(dict.fromkeys(drawn + whole))


def _runs(words: Sequence[Word], places: Sequence[int]) -> Iterator[Box]:
    """Yield the boxes of words, those side by side as one: the gaps would tell their number."""
    run: list[int] = []
    for at in places:
        if run and (at != run[-1] + 1 or not _is_beside(words[run[-1]], words[at])):
            yield _around([box_of(words[one]) for one in run])
            run = []
        run.append(at)
    if run:
        yield _around([box_of(words[one]) for one in run])


def _is_beside(before: Word, word: Word) -> bool:
    height = min(before.bottom - before.top, word.bottom - word.top)
    shared = min(before.bottom, word.bottom) - max(before.top, word.top)
    return shared > SAME * height and -height < word.left - before.right < APART * height


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _reaches(box: Box, word: Box) -> bool:
    slip = SLIP * (word[3] - word[1])
    return (
        min(box[2], word[2]) - max(box[0], word[0]) > 0
        and min(box[3], word[3]) - max(box[1], word[1]) > slip
    )


def _is_same(box: Box, word: Box) -> bool:
    shared = max(0.0, min(box[2], word[2]) - max(box[0], word[0])) * max(
        0.0, min(box[3], word[3]) - max(box[1], word[1])
    )
    return shared > SAME * min(_area(box), _area(word))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _with_ink(box: Box) -> Box:
    left, top, right, bottom = box
    height = bottom - top
    aside, above = ASIDE * height, ABOVE * height
    return (
        max(left - aside, 0.0),
        max(top - above, 0.0),
        min(right + aside, 1.0),
        min(bottom + above, 1.0),
    )
