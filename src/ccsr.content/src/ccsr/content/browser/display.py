"""How values are shown to a reader: titles of tokens, dates, sizes, grades, facts.

Every view and template of the types goes through here, so that a value looks
the same wherever it stands.
"""

from ccsr.content import _
from ccsr.content.config import frameworks
from ccsr.content.config.terms import REGISTRATION_STATUSES
from ccsr.content.content.readable import may_read
from ccsr.content.domain import dates
from ccsr.content.domain import judgements
from dataclasses import dataclass
from functools import lru_cache
from zope.component import getUtility
from zope.i18n import translate
from zope.i18n.locales import locales
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IText
from zope.schema.interfaces import IVocabularyFactory


YES = _("yes", default="Yes")
NO = _("no", default="No")

#: Day and month in words, so that no reader mistakes one for the other.
DAY = "d MMMM yyyy"
MOMENT = "d MMMM yyyy, HH:mm"
MONTH = "MMMM yyyy"

# zope.i18n's own data misspell July in Welsh.
_MONTHS = locales.getLocale("cy", "GB").dates.calendars["gregorian"].months
_MONTHS[7] = ("Gorffennaf", _MONTHS[7][1])

#: Looks of the flag of a registration status.
STATUS_FLAGS = {
    **{term.token: "late" for term in REGISTRATION_STATUSES},
    "applied": "warn",
    "registered": "ok",
    "dormant": "warn",
}

#: The badge of the worst grade, whatever the length of the scale.
WORST_LEVEL = 3


def language_of(request):
    """Return ``en`` or ``cy``."""
    return (request.get("LANGUAGE") or "en")[:2]


def _formatted(value, kind, pattern, request):
    return _in_language(value, kind, pattern, language_of(request)) if value else ""


@lru_cache(maxsize=10_000)
def _in_language(value, kind, pattern, language):
    # A page holds hundreds of days; to write one takes a quarter of a millisecond.
    formatter = locales.getLocale(language, "GB").dates.getFormatter(kind)
    formatter.setPattern(pattern)
    return formatter.format(value)


def day(value, request):
    """Return for instance ``9 May 2026`` or ``9 Mai 2026``; empty without a date."""
    return _formatted(value, "date", DAY, request)


def month(value, request):
    """Return for instance ``May 2026`` or ``Mai 2026``."""
    return _formatted(value, "date", MONTH, request)


def month_name(number, request):
    """Return the name of a month, 1…12."""
    calendar = locales.getLocale(language_of(request), "GB").dates.calendars["gregorian"]
    return calendar.months[number][0]


def moment(value, request):
    """Return date and time of day as a clock in Wales shows them; empty without a date."""
    return _formatted(value and value.astimezone(dates.ZONE), "dateTime", MOMENT, request)


def size(count, request):
    """Return a size in bytes as people say it."""
    if count < 1024 * 1024:
        return translate(
            _("size_kb", default="${size} KB", mapping={"size": str(max(1, count // 1024))}),
            context=request,
        )
    megabytes = f"{count / 1024 / 1024:.1f}".removesuffix(".0")
    return translate(
        _("size_mb", default="${size} MB", mapping={"size": megabytes}), context=request
    )


def term(vocabulary, token, context=None):
    """Return the title of a token, the token itself where it is not in the vocabulary."""
    if not token:
        return ""
    values = getUtility(IVocabularyFactory, vocabulary)(context)
    return values.getTermByToken(token).title if token in values.by_token else token


def lines(text):
    """Return the lines of a text that hold something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


@dataclass(frozen=True)
class Grade:
    """A judgement as it is shown; ``level`` is 0 (best) to 3 and picks the badge."""

    theme: str
    word: str
    level: int


def level_at(rank, length):
    """Return the badge of a place on a scale: 0 for the best and 3 for the worst grade."""
    return -(-rank * WORST_LEVEL // (length - 1))


def level_of(judgement):
    """Return the badge of a judgement."""
    return level_at(judgement.rank, len(frameworks.BY_TOKEN[judgement.framework].grades))


def grade(judgement):
    """Return how a judgement is shown."""
    return Grade(judgement.theme.title, judgement.grade.title, level_of(judgement))


def judged(columns):
    """Return the ``Judgement`` values of a catalog record's ``judgements`` column."""
    rows = [{"theme": theme, "grade": grade} for _framework, theme, grade in columns or ()]
    return judgements.read(columns[0][0], rows) if columns else []


@dataclass(frozen=True)
class Fact:
    """A label and what there is to say, one value a line."""

    name: str
    label: str
    values: tuple
    href: str | None = None


def facts(thing, schema, names, request, allowed):
    """Return a ``Fact`` for each named field that is filled in and that the reader may read.

    ``allowed`` answers whether the reader has a permission on the thing, given
    the permission's title.
    """
    found = []
    for name in names:
        if not may_read(schema, name, allowed):
            continue
        found_values = values(schema[name], getattr(thing, name, None), request)
        if found_values:
            found.append(Fact(name, schema[name].title, tuple(found_values)))
    return found


def values(field, value, request):
    """Return what a field says, as messages or words, one a line."""
    if IBool.providedBy(field):
        return [YES if value else NO]
    if value is None or value == "" or value == []:
        return []
    if ICollection.providedBy(field):
        return [one for item in value for one in values(field.value_type, item, request)]
    if IChoice.providedBy(field):
        return [term(field.vocabularyName, value)]
    if IDate.providedBy(field):
        return [day(value, request)]
    return lines(value) if IText.providedBy(field) else [str(value)]
