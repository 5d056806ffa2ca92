"""Names of people and of authorities as reports print them."""

from __future__ import annotations

import re


#: A name longer than this is a sentence.
MOST_WORDS = 9
_SMALL = {"of", "and", "the", "upon", "on", "in", "le", "with", "cum", "for", "&", "by", "to"}
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['.,-](?=\w))*[.,]?'?")
_PERSON_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?")
_PARTICLES = {"de", "van", "der", "den", "la", "le", "al", "ap", "von", "bin", "st", "du", "da"}
_RUN_TOGETHER = re.compile(r"[a-z][A-Z]{2}|[a-z]{3}[A-Z]")
_NO_PERSON = re.compile(
    r"\b(?:inspect\w*|majesty\w*|ofsted|judgements?|grade|council|services?|and|team|director"
    r"|the|date|overall|quality|assurance|manager|social|care|senior|hmi|cqc|commission|age|group"
    r"|published|report)\b",
    re.IGNORECASE,
)
_TRUST = re.compile(
    r" (?:Children and Families Trust|Children & Families Trust|Children's(?: Services)? Trust"
    r"|Children's Company|Children First)$"
)
_GENERIC = re.compile(
    r"(?:(?:Metropolitan|Borough|District|County|City|Unitary|London|Royal|Council|Services?|of|the"
    r"|Children's|Inspection|and|Trust)\b ?)+",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:the )?(?:(?:London|Royal|Metropolitan) )?Borough(?: Council)? of (?=\w)"
    r"|(?:Metropolitan )?(?:District|County) of (?=\w)|Council of (?:the )?(?=\w)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?: (?:Metropolitan|Borough|District|County|City|Unitary|Council|MBC|MDC|BC|CC"
    r"|local authority|local area(?: partnership)?|authority|area))+$",
    re.IGNORECASE,
)


def person(text: str) -> str:
    """Return a person's name, '' where the words are none: two to five, each capital."""
    words = text.strip(" ,;:.\n").split()
    if not 2 <= len(words) <= 5 or _NO_PERSON.search(text):
        return ""
    return " ".join(words) if all(_person_word(word) for word in words) else ""


def _person_word(word: str) -> bool:
    if not _PERSON_WORD.fullmatch(word) or _RUN_TOGETHER.search(word):
        return False
    if word.lower() in _PARTICLES:
        return True
    return word[0].isupper() and not (len(word) > 2 and word.isupper())


def proper(text: str) -> str:
    """Return the name of a body or place, '' where the words are none.

    Each word but small ones begins with a capital and no word has a digit.
    """
    words = text.strip(" ,;:.\n").split()
    if not 1 <= len(words) <= MOST_WORDS or not words[0][0].isalpha():
        return ""
    if not all(word in _SMALL or (_WORD.fullmatch(word) and word[0].isupper()) for word in words):
        return ""
    return " ".join(words)


def place(name: str) -> str:
    """Return the place of an authority's name: "Leeds" of "Leeds City Council".

    What would leave nothing ("City Council") is returned as it is.
    """
    short = _TRUST.sub("", name)
    city_of = re.match(r"(?:the )?City of (.+)", short, re.IGNORECASE)
    if city_of and city_of[1].casefold() != "london":
        short = city_of[1]
    short = _AFTER.sub("", _BEFORE.sub("", short, count=1)).strip(" ,")
    return short or name


def is_place(name: str) -> bool:
    """Return whether a name may be a place's: not "Council" alone, nor two words in one.

    No place of these islands has a q without a u; a scan makes one of a g.
    """
    return not _GENERIC.fullmatch(name) and not re.search(r"[a-z]{2}[A-Z]|q(?!u)", name)
