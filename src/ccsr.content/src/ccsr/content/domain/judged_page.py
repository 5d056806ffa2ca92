"""The page of a report on which a judgement stands."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence

import re


#: Characters between a theme and its grade that stand together.
NEAR = 120


def page_of(
    pages: Sequence[str], themes: Iterable[str], grades: Iterable[str]
) -> tuple[int, str] | None:
    """Return the number (from 1) of the first page that judges so, and the grade as it is there.

    ``themes`` and ``grades`` are the titles in each language. A page where they stand close
    together comes before one that has both, that before one with the grade only. None
    where the grade is on no page.
    """
    found = [
        (-_weight(page, theme, grade), number, grade)
        for number, page in enumerate(map(_plain, pages), 1)
        for theme in themes
        for grade in grades
        if _stands(_plain(grade), page)
    ]
    if not found:
        return None
    _least, number, grade = min(found)
    return number, grade


def _weight(page: str, theme: str, grade: str) -> int:
    plain_theme, plain_grade = _plain(theme), _plain(grade)
    together = rf"\b{re.escape(plain_theme)}\b.{{0,{NEAR}}}?\b{re.escape(plain_grade)}\b"
    if re.search(together, page):
        return 2
    return 1 if _stands(plain_theme, page) else 0


def _stands(text: str, page: str) -> bool:
    return bool(re.search(rf"\b{re.escape(text)}\b", page))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
