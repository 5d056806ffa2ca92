"""Where something is said on a page, however it is set.

Compared are letters as they sound to a reader: ligatures, capitals, accents that
are put together, curly quotes and hyphens at the end of a line make no
difference; a word that is split over two lines is one word.
"""

from __future__ import annotations

from ccsr.content.domain.paper import Word
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import re
import unicodedata


SOFT = "\u00ad"
HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2212"
PLAIN = str.maketrans(
    {**dict.fromkeys(HYPHENS, "-"), **dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'")}
    | dict.fromkeys("\u201c\u201d", '"')
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", None)
)


def plain(text: str) -> str:
    """Return a text as it is compared."""
    return " ".join(as_set(text).casefold().split())


@lru_cache(maxsize=20_000)
def as_set(text: str) -> str:
    """Return a text with its capitals, and without what only its setting adds."""
    # A soft hyphen is seen at the end of a line only.
    text = text[:-1] + "-" if text.endswith(SOFT) else text
    once = unicodedata.normalize("NFKC", text.replace(SOFT, ""))
    return unicodedata.normalize("NFKC", once.translate(PLAIN))


@dataclass(frozen=True)
class Line:
    """The words of a page as one text; ``places`` has, for each character, its word."""

    text: str
    places: tuple[int, ...]

    def words(self, start: int, end: int) -> tuple[int, ...]:
        """Return the places of the words that hold a part of the text."""
        return tuple(sorted(set(self.places[start:end])))


def joined(words: Sequence[Word], casefold: bool = True) -> Line:
    """Return the words of a page as one text, words that are split put together."""
    text: list[str] = []
    places: list[int] = []
    for at, word in enumerate(words):
        said = as_set(word.text)
        said = said.casefold() if casefold else said
        is_split = said.endswith("-") and len(said) > 1 and _begins_line(words, at + 1)
        # A hyphen that ends a line is most often not the word's own.
        piece = said[:-1] if is_split else f"{said} "
        text.append(piece)
        places += [at] * len(piece)
    return Line("".join(text), tuple(places))


def _begins_line(words: Sequence[Word], at: int) -> bool:
    if at >= len(words):
        return False
    before, word = words[at - 1], words[at]
    return word.top > (before.top + before.bottom) / 2 or word.right < before.left


def occurrences(words: Sequence[Word], phrase: str) -> Iterator[tuple[int, ...]]:
    """Yield the places of the words that say a phrase, each time that they do."""
    yield from said_at(tuple(readings(words)), phrase)


def said_at(lines: Iterable[Line], phrase: str) -> Iterator[tuple[int, ...]]:
    """Yield the same of the ``readings`` of a page."""
    wanted = _pattern(phrase)
    if wanted is None:
        return
    seen = set()
    for line in lines:
        for match in wanted.finditer(line.text):
            found = line.words(*match.span())
            if found not in seen:
                seen.add(found)
                yield found


def readings(words: Sequence[Word]) -> Iterator[Line]:
    """Yield the text with split words put together, and with their hyphens where it has any."""
    whole = joined(words)
    yield whole
    kept = [as_set(word.text).casefold() for word in words]
    # "Caer-" and "went" may be "Caer-went" too.
    for pieces in (_hyphened(words, kept), [f"{one} " for one in kept]):
        line = Line("".join(pieces), tuple(at for at, one in enumerate(pieces) for _letter in one))
        if line.text != whole.text:
            yield line


def _hyphened(words: Sequence[Word], kept: Sequence[str]) -> list[str]:
    return [
        one if one.endswith("-") and _begins_line(words, at + 1) else f"{one} "
        for at, one in enumerate(kept)
    ]


def _pattern(phrase: str) -> re.Pattern[str] | None:
    parts = plain(phrase).strip(" .,;:()[]\"'").split()
    if not parts:
        return None
    said = r"\s+".join(re.escape(part) for part in parts)
    return re.compile(rf"(?<!\w){said}(?!\w)")


#: Words that say nothing of anybody by themselves, whoever they stand beside.
_COMMON = """
    a about after all also an and any are as at aunt baby be been born boy brother by case
    chapel child children church close council county cottage court dad date dates day days
    dob doctor dr drive east family farm father flat foster from girl grandmother had has
    have he hello her him his home house in is it its lane manager master may miss more most
    mother mr mrs ms mum mx my new no north not of old on or our park parent place prof
    professor report road school she sir sister social son south st staff street team
    terrace that the their them they this to uncle up was we west were who will with worker
    year years you young your january february march april june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday
    ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr
    llun mercher iau gwener sadwrn sul am ac ar bach chi cartref dyddiad ei eu fach fawr fel
    ffordd fy geni gyda heol hi i lon maes mawr merch mewn nain nhw o plant plentyn rhodfa
    sydd tad taid teulu ti tref ty y yn yr ysgol
"""
COMMON = frozenset(_COMMON.split())
WORD = re.compile(r"[^\W\d_][\w'.-]*[\w]|\d[\d/.-]{3,}\d")


def telling(phrase: str) -> tuple[str, ...]:
    """Return the parts of a phrase that would tell of it by themselves: names and numbers."""
    found = WORD.findall(as_set(phrase))
    return tuple(dict.fromkeys(one for one in found if _tells(one) and plain(one) != plain(phrase)))


def _tells(word: str) -> bool:
    is_name = word[0].isupper() and len(word) > 2
    return (is_name or word[0].isdigit()) and plain(word) not in COMMON
