"""What a search that finds nothing may have meant: fewer of its words, or filters.

Nobody who begins knows that a sentence is not answered, and that "Swansea" and
"14 years old" are filters.
"""

from __future__ import annotations

from ccsr.content.domain.facets import AGES
from ccsr.content.domain.facets import Facet
from ccsr.content.domain.find import Search
from ccsr.search.fields import words_in
from ccsr.search.reading import Words
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import replace

import re


#: Shorter words (of, the, yn) are in every text.
TELLING = 4
#: Facets whose values people write as words.
NAMED = ("service_type", "local_authority", "region", "registration_status")
AGE = re.compile(r"\b(\d{1,2})[\s-]*(?:year|yr|oed|mlwydd|blwydd|flwydd)", re.IGNORECASE)


def any_word(search: Search) -> Search | None:
    """Return the search for any of its telling words; None where they are too few."""
    telling = [one for one in search.words.wanted if _tells(one)]
    if len(telling) < 2:
        return None
    query = " OR ".join(map(_typed, telling))
    return replace(search, q=query, sort=None, b_start=0)


def as_filters(
    search: Search, facets: Iterable[Facet], titles: Callable[[str], Iterable[str]]
) -> Search | None:
    """Return the search with filters for its words that name them; None where none does.

    ``titles`` returns a title in every language.
    """
    typed = _spaced(search.q)
    found = {
        facet.name: tuple(
            term.token
            for term in facet.terms
            if any(_spaced(title) in typed for title in titles(term.title))
        )
        for facet in facets
        if facet.name in NAMED
    }
    found["age"] = tuple(str(age) for age in map(int, AGE.findall(search.q)) if age in AGES)
    named = {name: values for name, values in found.items() if values}
    if not named:
        return None
    return replace(search, q="", selected={**search.selected, **named}, sort=None, b_start=0)


def _tells(wanted: Words) -> bool:
    return not wanted.pattern and (len(wanted.text) >= TELLING or wanted.text.isdigit())


def _typed(wanted: Words) -> str:
    text = wanted.text.strip(",.;:!?")
    return f'"{text}"' if len(wanted.tokens) > 1 else text


def _spaced(text: str) -> str:
    return f" {' '.join(words_in(text))} "
