"""What the program kept as text about a discrepancy, told in the reader's language.

A title, a detail or a comment is kept in the language that the site had then. The
program knows its own sentences in both; what stands in their gaps, and what a person
typed, stays as it is.
"""

from ccsr.content.content import discrepancies
from ccsr.content.domain import discrepancy_filing as filing
from ccsr.content.domain.discrepancies import RULES
from functools import cache
from zope.i18n import translate
from zope.i18n.format import DateTimeParseError
from zope.i18nmessageid import Message


OTHER = {"en": "cy", "cy": "en"}
#: Stands for what is not known beforehand.
GAP = "\x00"


def retold(text: str, language: str) -> str:
    """Return a text as the program says it in a language; one that is not its own as it is."""
    other = OTHER.get(language)
    if other is None or not text:
        return text
    for theirs, ours in zip(_days(other), _days(language), strict=True):
        if (found := _gap(theirs, text)) is not None:
            return ours.replace(GAP, _day(found, other, language))
    for theirs, ours in zip(_names(other), _names(language), strict=True):
        if (found := _gap(theirs, text)) is not None:
            return ours.replace(GAP, found)
    return text


@cache
def _names(language: str) -> list[str]:
    """Return the sentences with a name, a condition or nothing in their gap."""
    found = []
    for rule in RULES:
        sentence = _said(rule.sentence, language)
        found += [
            _said(discrepancies.TITLE, language, rule=_said(rule.title, language), service=GAP),
            _said(discrepancies.DETAIL, language, sentence=sentence, condition=GAP),
            sentence,
        ]
    return found


@cache
def _days(language: str) -> list[str]:
    """Return the sentences with a day in their gap."""
    gone = [
        _said(discrepancies.GONE, language, day=GAP, why=_said(why, language))
        for why in filing.REASONS
    ]
    return [
        *gone,
        *(_said(one, language, day=GAP) for one in (discrepancies.BACK, discrepancies.OTHER)),
    ]


def _gap(sentence: str, text: str) -> str | None:
    """Return what a text has in the gap of a sentence, None where it is another sentence."""
    before, gap, after = sentence.partition(GAP)
    if not gap:
        return "" if text == sentence else None
    is_long = len(text) >= len(before) + len(after)
    if not (is_long and text.startswith(before) and text.endswith(after)):
        return None
    return text[len(before) : len(text) - len(after)]


def _day(text: str, language: str, wanted: str) -> str:
    try:
        day = discrepancies.day_format(language).parse(text)
    except DateTimeParseError:
        return text
    return discrepancies.day_format(wanted).format(day)


def _said(message: str, language: str, **mapping: str) -> str:
    return translate(Message(message, mapping=mapping or None), target_language=language)
