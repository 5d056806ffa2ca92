"""Completions while typing: names of services and providers, and words.

Only from what the signed-in user may see. No object is woken: a completion is
made from the catalog's columns, and it is asked for at every key.
"""

from BTrees.IIBTree import multiunion
from ccsr.content.config import terms
from ccsr.content.domain import words
from ccsr.content.domain.facets import BY_NAME
from ccsr.content.domain.facets import TYPES
from ccsr.content.domain.naming import bare_number
from ccsr.content.domain.naming import title_in
from ccsr.content.services.order import Order
from ccsr.content.services.order import UNSIGNED
from ccsr.content.services.visible import visible
from ccsr.search import facets
from ccsr.search.fields import words_in
from ccsr.search.results import bitmap
from ccsr.search.results import signed
from dataclasses import dataclass

import re


#: Fewer characters begin nearly everything.
SHORTEST = 2
#: Of what is typed so many characters and words are looked at.
LONGEST = 500
MOST_WORDS = 16
#: After every character of a number.
LAST = "\uffff"
TAIL = re.compile(r"\w*$")
ITEMS = 6
WORDS = 5
#: Entries that are looked at for those whose own name it is.
LOOKED_AT = 24
ENTRIES = ("Provider", "Service")

TITLES = {term.token: term.title for term in (*TYPES, *terms.SERVICE_TYPES)}


@dataclass(frozen=True)
class Entry:
    """A service or provider whose name goes on as was typed.

    ``kind`` is a message; ``note`` is another name, by which it was found, its own or
    its provider's, else the local authority.
    """

    title: str
    url: str
    kind: str
    note: str
    state: str


@dataclass(frozen=True)
class Typed:
    """What was typed so far. ``words`` are as they are indexed; the last may go on.

    ``tail`` is that last word as typed, '' after a space or a sign.
    """

    text: str
    words: tuple[str, ...]
    tail: str

    @property
    def last(self):
        """Return the word that goes on, '' where none does."""
        return self.words[-1] if self.tail and self.words else ""

    @property
    def query(self):
        """Return the text query that finds what goes on so."""
        return " ".join(self.words) + ("*" if self.last else "")

    @property
    def number(self):
        """Return it as a URN is compared."""
        return bare_number(self.text)

    def begins(self, name):
        """Return whether every word begins a word of a name, or a number goes on so."""
        if bare_number(name).startswith(self.number):
            return True
        own = words_in(name)
        return all(any(one.startswith(typed) for one in own) for typed in self.words)

    def with_word(self, word):
        """Return what was typed with its last word completed."""
        return self.text.removesuffix(self.tail) + word


def typed(text):
    """Return what was typed; operators and signs are nothing but words here."""
    # A space at the end tells that the last word is whole.
    kept = words.clean(text)[:LONGEST] + (" " if text[-1:].isspace() else "")
    return Typed(kept, tuple(words_in(kept))[:MOST_WORDS], TAIL.search(kept)[0])


class Suggest:
    """Completions from a catalog in a language."""

    def __init__(self, catalog, language):
        self.catalog = catalog
        self.language = language
        self.index = catalog._catalog.getIndex
        self.visible = visible(catalog)

    def entries(self, asked):
        """Return the services and providers, those first whose own name it is."""
        if len(asked.text) < SHORTEST or not asked.words:
            return []
        within = self.visible & facets.matching(self.index("portal_type"), ENTRIES)
        best = self._called(asked, within)
        rids = dict.fromkeys([*self._numbered(asked, within), *best])
        brains = [self.catalog._catalog[rid] for rid in rids]
        # Sorting keeps the order of equals.
        own_first = sorted(brains, key=lambda brain: not any(map(asked.begins, _names(brain))))
        return [self._entry(brain, asked) for brain in own_first[:ITEMS]]

    def _called(self, asked, within):
        """Return what is called so; where that is too little, also that whose holder is."""
        index = self.index("SearchableText")
        own = index.hits(asked.query, within, "titles")
        if len(own.found) >= ITEMS:
            return self._best(own, ITEMS)
        # The names of a service stand in each of its documents, which are many.
        return self._best(index.hits(asked.query, within, "names"), LOOKED_AT)

    def _best(self, hits, number):
        return Order(self.catalog).by_score(hits.found, hits, 0, number)

    def _numbered(self, asked, within):
        """Return the records whose number goes on so, however its parts are joined."""
        if not any(map(str.isdigit, asked.number)):
            return []
        rids = self.index("number")._index.values(asked.number, asked.number + LAST)
        return list(signed(bitmap(multiunion(list(rids))) & within))[:ITEMS]

    def words(self, asked):
        """Return queries whose last word goes on, the most frequent word first."""
        if len(asked.last) < SHORTEST:
            return []
        index = self.index("SearchableText")
        earlier = " ".join(asked.words[:-1])
        within = index.hits(earlier, self.visible).found if earlier else self.visible
        found = index.completions(asked.last, within, WORDS + 1)
        return [asked.with_word(word) for word, _count in found if word != asked.last][:WORDS]

    def _entry(self, brain, asked):
        title = title_in(self.language, brain.Title, brain.title_cy or None)
        return Entry(
            title,
            brain.getURL(),
            TITLES.get(brain.service_type or None, TITLES[brain.portal_type]),
            _other_name(brain, title, asked) or self._holder(brain, asked) or _authority(brain),
            brain.review_state,
        )

    def _holder(self, brain, asked):
        """Return the name of the provider by which a service was found, None where it was not."""
        if any(map(asked.begins, _names(brain))) or not brain.provider_ref:
            return None
        records = self.catalog._catalog
        rid = records.uids.get(brain.provider_ref[0])
        if rid is None or rid & UNSIGNED not in self.visible:
            return None
        found = records[rid]
        names = title_in(self.language, found.Title, found.title_cy or None), *_names(found)
        return next(filter(asked.begins, names), None)


def _other_name(brain, title, asked):
    """Return the number or name that was typed, None where it is the title."""
    numbers = [one for one in _numbers(brain) if bare_number(one).startswith(asked.number)]
    if numbers or asked.begins(title):
        return numbers[0] if numbers else None
    return next(filter(asked.begins, _names(brain)), None)


def _authority(brain):
    return BY_NAME["local_authority"].title_of(brain.local_authority or "")


def _names(brain):
    return [name for name in (brain.Title, brain.title_cy, *_numbers(brain)) if name]


def _numbers(brain):
    return brain.urn or ()
