"""Names: in the reader's language, and ids that tell nothing of their neighbours."""

from __future__ import annotations

from plone.i18n.normalizer import idnormalizer

import re
import secrets
import unicodedata


#: No vowels and no look-alikes, so that no id spells a word.
ALPHABET = "bcdfghjkmnpqrstvwxz23456789"
ID_LENGTH = 12
SUFFIX_LENGTH = 5


#: Space and dashes of all kinds, in which numbers are written this way and that.
BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212]+")


def bare_number(text: str) -> str:
    """Return a URN or reference as it is compared: small letters, no space, no dashes."""
    return BETWEEN.sub("", text.casefold())


def title_in(language: str | None, title: str, title_cy: str | None) -> str:
    """Return the Welsh title to a Welsh reader where there is one."""
    return title_cy if language == "cy" and title_cy else title


#: Comes after every letter.
LAST = "\uffff"
#: Letters of two signs, each after the letter that it follows in the Welsh alphabet.
PAIRS = ("ch", "dd", "ff", "ng", "ll", "ph", "rh", "th")
#: Where a pair stands: ng after g, the others after their first sign.
FOLLOWS = {pair: f"{'g' if pair == 'ng' else pair[0]}{LAST}" for pair in PAIRS}
PAIR = re.compile("|".join(PAIRS))


def alphabetic(text: str, language: str | None) -> str:
    """Return what a name is sorted by: accents and case aside, in the language's own alphabet."""
    parts = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(one for one in parts if not unicodedata.combining(one))
    return PAIR.sub(lambda pair: FOLLOWS[pair.group()], plain) if language == "cy" else plain


def random_id(length: int = ID_LENGTH) -> str:
    """Return an id that cannot be guessed and says nothing of its content."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def readable_id(title: str) -> str:
    """Return an id that can be read aloud but does not show whether others exist.

    A plain ``title-1`` tells that a ``title`` is there; the random end does not.
    """
    stem: str = idnormalizer.normalize(title, max_length=40) or "entry"
    return f"{stem}-{random_id(SUFFIX_LENGTH)}"
