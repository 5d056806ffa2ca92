"""Whether the text that a page brings along makes sense.

It makes none where a tenth of its characters are no letters of any alphabet, or where,
of at least ``ENOUGH`` words, hardly any is one of the commonest of English and Welsh.
Such are the codes of a font that does not say which letters they stand for, and the
worst of copiers' own readings. On 239 pages of real reports the share of common words
is between 0.17 and 0.5. A text of fewer than ``FEW`` words may be the stamp that a
copier puts on a scan.

What a machine reads takes the place of a page's own text only where it says more.
"""

from __future__ import annotations

import re
import unicodedata


#: Words of a page below which it may be a picture with a stamp, and from which a share counts.
FEW, ENOUGH = 12, 25
#: Share of common words below which a text is none, and of characters that mean nothing.
COMMON, ODD = 0.06, 0.1
WORD = re.compile(r"[^\W\d_]+")
#: Private, unassigned, of no character at all.
MEANINGLESS = frozenset({"Co", "Cn", "Cs", "Cc"})
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

ENGLISH = """a an and are as at been by for from has have in is it not of on or that the their they
this to was were which with"""
WELSH = """a ac ag am ar bod chi ei eu fel fod gan gyda hyn i mae mewn na nad neu nid o oedd ond
roedd sy sydd wedi wrth y ym yn yng yr"""
COMMONEST = frozenset(f"{ENGLISH} {WELSH}".split())


def is_short(text: str) -> bool:
    """Return whether a page with this text may be a picture with a stamp."""
    return len(_words(text)) < FEW


def is_senseless(text: str) -> bool:
    """Return whether a text says nothing to a reader of English or Welsh."""
    return _share(_words(text)) < COMMON or _odd(text) > ODD


def says_more(read: str, own: str) -> bool:
    """Return whether what was read is to take the place of a page's own text."""
    words = _words(read)
    if not words:
        return False
    before = _words(own)
    if len(before) < FEW:
        return len(words) > len(before)
    return _odd(own) > ODD or _common(words) > _common(before)


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _common(words: list[str]) -> int:
    return sum(word in COMMONEST for word in words)


def _share(words: list[str]) -> float:
    return _common(words) / len(words) if len(words) >= ENOUGH else 1.0


def _odd(text: str) -> float:
    seen = [one for one in text if not one.isspace()]
    odd = sum(one == REPLACEMENT or unicodedata.category(one) in MEANINGLESS for one in seen)
    return odd / len(seen) if seen else 0.0
