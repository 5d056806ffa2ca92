"""The messages that an inspection begins with, in both languages, ready to be looked at and sent."""

from __future__ import annotations

from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import slots as parts
from ccsr.content.domain.dates import ZONE
from ccsr.content.domain.readiness import inspection_texts as texts
from ccsr.content.domain.readiness.framework import Framework
from collections.abc import Iterator
from datetime import date
from datetime import datetime
from typing import Any
from zope.i18n import translate
from zope.i18n.locales import locales
from zope.i18nmessageid import Message


DAY = "d MMMM yyyy"
MOMENT = "d MMMM yyyy, HH:mm"


def prepared(inspection: Any, framework: Framework) -> Iterator[dict[str, str]]:
    """Yield the values of each message: ``kind title title_cy text text_cy``."""
    for kind, one in texts.MESSAGES.items():
        english = _written(inspection, framework, one, "en")
        welsh = _written(inspection, framework, one, "cy")
        yield {
            "kind": kind,
            "title": english[0],
            "text": english[1],
            "title_cy": welsh[0],
            "text_cy": welsh[1],
        }


def _written(
    inspection: Any, framework: Framework, one: texts.Text, language: str
) -> tuple[str, str]:
    facts = _facts(inspection, framework, language)
    title = texts.EXERCISE_TITLE if inspection.is_exercise else one.title
    body = _say(one.text, language, facts)
    if inspection.is_exercise:
        body = "\n\n".join((_say(texts.EXERCISE, language), body))
    return _say(title, language, facts), body


def _facts(inspection: Any, framework: Framework, language: str) -> dict[str, str]:
    clock = parts.clock(inspection)
    nobody = _say(texts.NOBODY_YET, language)
    return {
        "framework": framework.title_for(language),
        "notified": shown(clock.notified, MOMENT, language),
        "due": shown(clock.documents_due, MOMENT, language),
        "inspector": inspection.lead_inspector or nobody,
        "contact": nobody,
        "documents": str(len(desks.cards(inspection, desks.SLOT))),
        "fieldwork": _fieldwork(clock.fieldwork, language),
    }


def _fieldwork(days: tuple[date, ...], language: str) -> str:
    if not days:
        return _say(texts.NO_FIELDWORK, language)
    ends = {"first": shown(days[0], DAY, language), "last": shown(days[-1], DAY, language)}
    return _say(texts.FIELDWORK, language, ends)


def shown(value: date, pattern: str, language: str) -> str:
    """Return a day or a moment in words, for instance ``12 June 2026``."""
    kind = "dateTime" if isinstance(value, datetime) else "date"
    local = value.astimezone(ZONE) if isinstance(value, datetime) else value
    formatter = locales.getLocale(language, "GB").dates.getFormatter(kind)
    formatter.setPattern(pattern)
    return str(formatter.format(local))


def _say(message: Message, language: str, mapping: dict[str, str] | None = None) -> str:
    return str(translate(Message(message, mapping=mapping or {}), target_language=language))
