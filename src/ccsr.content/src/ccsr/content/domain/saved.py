"""Saved searches: a search with a name, and since when what it finds is new.

What is new is what was shared after the last look. A reveal restores the day of
sharing, so that nothing that was concealed comes back as new (protocol 5.4).
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain import find
from ccsr.content.domain import words
from ccsr.content.domain.facets import BY_NAME
from ccsr.content.domain.find import Search
from ccsr.content.domain.naming import random_id
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from zope.i18nmessageid import Message


MOST = 100
LONGEST_NAME = 80

#: Stands between the parts of a suggested name.
BETWEEN = " · "

NEAR = _("find_chip_near", default="Within ${miles} miles of ${place}")
EVERYTHING = _("saved_everything", default="Everything")
FROM_DAY = _("saved_from_day", default="from ${day}")
TO_DAY = _("saved_to_day", default="until ${day}")

NO_NAME = _("saved_no_name", default="Give the search a name.")
LONG_NAME = _(
    "saved_long_name",
    default="The name has ${length} characters. Use ${most} at the most.",
)
NAME_TAKEN = _(
    "saved_name_taken", default="You have a saved search called “${name}”. Choose another name."
)
TOO_MANY = _(
    "saved_too_many",
    default="You have ${most} saved searches, and there is no room for more. Delete one first.",
)


class NotSaved(ValueError):
    """A saved search that a rule refuses; ``message`` is one sentence for the reader."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class SavedSearch:
    """A search that somebody keeps.

    ``query`` are the names and values of its address. ``looked`` is the last
    look at what it finds, ``before`` the look before that.
    """

    id: str
    name: str
    query: tuple[tuple[str, str], ...]
    made: datetime
    looked: datetime
    before: datetime | None = None

    @property
    def search(self) -> Search:
        """The search; raises NotKnown where Find no longer knows something of it."""
        form: dict[str, list[str]] = {}
        for name, value in self.query:
            form.setdefault(name, []).append(value)
        return find.parse(form)


def canonical(search: Search) -> tuple[tuple[str, str], ...]:
    """Return what is kept of a search: all but the page of its results."""
    return tuple(replace(search, b_start=0).pairs())


def make(name: str, search: Search, others: Collection[SavedSearch], now: datetime) -> SavedSearch:
    """Return a new saved search; raises NotSaved. What is found at ``now`` is not new."""
    if len(others) >= MOST:
        raise NotSaved(Message(TOO_MANY, mapping={"most": str(MOST)}))
    return SavedSearch(random_id(), _name(name, others), canonical(search), now, now)


def rename(saved: SavedSearch, name: str, others: Iterable[SavedSearch]) -> SavedSearch:
    """Return it with another name; raises NotSaved. It may stand among the others."""
    return replace(saved, name=_name(name, (one for one in others if one.id != saved.id)))


def restore(saved: SavedSearch, others: Collection[SavedSearch]) -> SavedSearch:
    """Return a deleted one as it may stand among the others; raises NotSaved."""
    if len(others) >= MOST:
        raise NotSaved(Message(TOO_MANY, mapping={"most": str(MOST)}))
    return rename(saved, saved.name, others)


def look(saved: SavedSearch, now: datetime) -> SavedSearch:
    """Return it as it is after a look at ``now``."""
    return replace(saved, looked=now, before=saved.looked)


def by_name(saved: Iterable[SavedSearch]) -> list[SavedSearch]:
    """Return saved searches in the order of their names."""
    return sorted(saved, key=lambda one: (one.name.casefold(), one.id))


def by_use(saved: Iterable[SavedSearch]) -> list[SavedSearch]:
    """Return saved searches, the one looked at last first."""
    return sorted(saved, key=lambda one: (one.looked, one.id), reverse=True)


def same(search: Search, others: Iterable[SavedSearch]) -> SavedSearch | None:
    """Return what asks the very same, None where there is none."""
    return next((one for one in others if set(one.query) == set(canonical(search))), None)


def described(
    search: Search, say_day: Callable[[date], str] = date.isoformat, language: str = "en"
) -> list[str]:
    """Return what a search asks, in words: what was typed, and the title of each filter."""
    return list(_parts(search, say_day, language)) or [EVERYTHING]


def _parts(search: Search, say_day: Callable[[date], str], language: str) -> Iterator[str]:
    if search.q:
        yield search.q
    for name, values in search.selected.items():
        yield from map(BY_NAME[name].title_of, values)
    if search.near:
        about = {"place": search.near.title(language), "miles": str(search.within)}
        yield Message(NEAR, mapping=about)
    for message, day in ((FROM_DAY, search.from_), (TO_DAY, search.to)):
        if day:
            yield Message(message, mapping={"day": say_day(day)})


def suggested(parts: Iterable[str], others: Iterable[SavedSearch]) -> str:
    """Return a name made of words, short enough and not taken."""
    taken = {one.name.casefold() for one in others}
    stem = _shortened(words.clean(BETWEEN.join(parts)), LONGEST_NAME)
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{_shortened(stem, LONGEST_NAME - len(str(MOST)) - 1)} {number}"
    return name


def _name(name: str, others: Iterable[SavedSearch]) -> str:
    """Return a name as it is kept; raises NotSaved for what is none, or taken."""
    name = words.clean(name)
    if not name:
        raise NotSaved(NO_NAME)
    if len(name) > LONGEST_NAME:
        about = {"length": str(len(name)), "most": str(LONGEST_NAME)}
        raise NotSaved(Message(LONG_NAME, mapping=about))
    if name.casefold() in {one.name.casefold() for one in others}:
        raise NotSaved(Message(NAME_TAKEN, mapping={"name": name}))
    return name


def _shortened(text: str, most: int) -> str:
    """Return a text of so many characters at the most, cut between words where it can be."""
    if len(text) <= most:
        return text
    beginning = text[:most]
    if text[most] != " ":
        beginning = beginning.rpartition(" ")[0] or beginning
    return beginning.rstrip(BETWEEN)
