"""Where in a text the words of a query stand, found as the text index finds them.

A word is found in every form with its English stem, one in quotes as it is, with
``*`` and ``?`` what they stand for. Case and accents make no difference.
"""

from __future__ import annotations

from ccsr.search.fields import stem
from ccsr.search.fields import words_in
from ccsr.search.reading import Words
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from functools import lru_cache
from os.path import commonprefix

import re
import unicodedata


#: Code point after the last of Latin, Greek and Cyrillic letters with accents.
LAST_OF_EUROPE = 0x2000
#: Characters that may stand between two words of a phrase.
GAP = 12
#: Of a longer word the first letter is not asked for, as it may be a capital.
SHORT = 3
#: Stems that are remembered, as a page says the same words again.
STEMS = 20_000
Span = tuple[int, int]


def _without_accents(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0]
    return base.lower() if len(base.lower()) == 1 else base


#: Each capital or accented letter and its plain one: one to one, so that places
#: in the folded text are places in the text.
PLAIN = {
    code: _without_accents(chr(code))
    for code in range(LAST_OF_EUROPE)
    if _without_accents(chr(code)) != chr(code)
}
ACCENTED = re.compile("[\u00c0-\u1fff]")


def fold(text: str) -> str:
    """Return text in small letters without accents, of the same length."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    if len(lowered) != len(text):
        return text.translate(PLAIN)
    # Few letters have accents, so that this is faster than ``translate``.
    return ACCENTED.sub(lambda found: PLAIN.get(ord(found[0]), found[0]), lowered)


@dataclass(frozen=True)
class Matcher:
    """Finds one word or phrase in folded text.

    ``anchor`` is how every match begins. ``accept`` says of a matched text whether
    it is one. ``hint`` stands in most pages that have a match, as they are written.
    """

    anchor: str
    expression: re.Pattern[str]
    accept: Callable[[str], bool] | None = None
    hint: str = ""

    def spans(self, folded: str) -> Iterator[Span]:
        """Yield where it stands, from the start of the text."""
        place = folded.find(self.anchor)
        while place >= 0:
            match = self.expression.match(folded, place)
            found = match if match and (self.accept is None or self.accept(match[0])) else None
            if found:
                yield found.span()
            place = folded.find(self.anchor, found.end() if found else place + 1)

    def count(self, page: str) -> int:
        """Return about how often it stands on a page, without folding it."""
        return page.count(self.hint or _after_capital(self.anchor))


def _after_capital(anchor: str) -> str:
    return anchor[1:] if len(anchor) > SHORT else anchor


def matchers(wanted: Iterable[Words]) -> list[Matcher]:
    """Return a matcher for each word or phrase."""
    return [_matcher(one) for one in wanted]


def single(wanted: Iterable[Words]) -> list[Words]:
    """Return the words of phrases one by one."""
    found = [
        replace(one, text=token, tokens=(token,), prefix=one.prefix and last)
        for one in wanted
        for token, last in _with_last(one.tokens)
    ]
    return list(dict.fromkeys(found))


def _with_last(tokens: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    for place, token in enumerate(tokens, 1):
        yield token, place == len(tokens)


@lru_cache(maxsize=512)
def _matcher(wanted: Words) -> Matcher:
    if wanted.pattern:
        return _pattern(wanted)
    if len(wanted.tokens) > 1:
        return _phrase(wanted)
    token = _spelled(wanted)
    if wanted.exact or wanted.prefix:
        more = r"\w*" if wanted.prefix else ""
        return Matcher(token, _compiled(re.escape(token) + more, wanted))
    return _word(token, wanted)


def _spelled(wanted: Words) -> str:
    """Return a word as it stands in folded text; the index writes two letters for some."""
    typed = fold(unicodedata.normalize("NFKC", wanted.text))
    return typed if typed.isalnum() else wanted.tokens[0]


def _word(token: str, wanted: Words) -> Matcher:
    """Match every word with the stem of ``token``, which all begin alike."""
    base = stem(token)
    # "sky" and "skies", "study" and "studies" part at their last letter.
    anchor = commonprefix([base, token]).rstrip("iy") or token[:1]

    def has_stem(word: str) -> bool:
        return word == token or _stem(word) == base

    return Matcher(anchor, _compiled(re.escape(anchor) + r"\w*", wanted), accept=has_stem)


@lru_cache(STEMS)
def _stem(word: str) -> str:
    return stem(word)


def _pattern(wanted: Words) -> Matcher:
    first, *more = (part.replace(".", r"\w") for part in wanted.tokens[0].split(".*"))
    # What stands between two ``*`` is taken where it comes first and not tried again:
    # else a long word would take minutes.
    written = first + "".join(rf"(?>\w*?{part})" for part in more[:-1])
    written += "".join(rf"\w*{part}" for part in more[-1:])
    anchor = wanted.tokens[0].partition(".")[0]
    return Matcher(anchor, _compiled(written, wanted))


def _phrase(wanted: Words) -> Matcher:
    first, *more = wanted.tokens
    expression = re.escape(first)
    for before, word in zip(wanted.tokens, more, strict=False):
        least = 0 if _is_unspaced(before) and _is_unspaced(word) else 1
        expression += rf"\W{{{least},{GAP}}}{re.escape(word)}"
    more_letters = r"\w*" if wanted.prefix else ""
    hint = _after_capital(" ".join(wanted.tokens))
    return Matcher(first, _compiled(expression + more_letters, wanted), hint=hint)


def _compiled(expression: str, wanted: Words) -> re.Pattern[str]:
    # Where words are not spaced one may begin or end beside any other sign.
    before = "" if _is_unspaced(wanted.tokens[0]) else r"(?<!\w)"
    after = "" if _is_unspaced(wanted.tokens[-1]) else r"(?!\w)"
    return re.compile(f"{before}{expression}{after}")


def _is_unspaced(token: str) -> bool:
    return len(token) == 1 and not token.isascii() and len(words_in(token * 2)) > 1
