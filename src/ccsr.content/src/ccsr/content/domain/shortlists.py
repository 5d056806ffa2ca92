"""Shortlists: services kept for a decision, in an order of one's own, each with a note.

``seen`` are the UIDs of those services that the account may see now. What it may not
see keeps its place and its note until it may, and counts for nothing meanwhile.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain import words
from ccsr.content.domain.naming import random_id
from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from zope.i18nmessageid import Message

import unicodedata


MOST = 20
MOST_SERVICES = 100
LONGEST_NAME = 80
LONGEST_NOTE = 2000

#: What the first shortlist of an account is called, in its reader's language.
FIRST_NAME = _("shortlist_first_name", default="My shortlist")

NO_NAME = _("shortlist_no_name", default="Give the shortlist a name.")
LONG_NAME = _(
    "shortlist_long_name",
    default="The name has ${length} characters. Use ${most} at the most.",
)
NAME_TAKEN = _(
    "shortlist_name_taken",
    default="You have a shortlist called “${name}”. Choose another name.",
)
TOO_MANY = _(
    "shortlist_too_many",
    default="You have ${most} shortlists, and there is no room for more. Delete one first.",
)
FULL = _(
    "shortlist_full",
    default="There is room for ${most} services on “${name}”. Take one off first.",
)
LONG_NOTE = _(
    "shortlist_long_note",
    default="The note has ${length} characters. Use ${most} at the most; nothing you typed is lost.",
)
CHANGED_NOTE = _(
    "shortlist_changed_note",
    default="The note was changed in another window meanwhile. It says there: “${note}”. Save again to replace that by what stands here.",
)


class NotKept(ValueError):
    """Something of a shortlist that a rule refuses; ``message`` is one sentence for the reader.

    ``field`` is what it is about: ``name``, ``note``, or ``""`` for the shortlist itself.
    """

    def __init__(self, message: Message, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


@dataclass(frozen=True)
class Entry:
    """A service on a shortlist, by its UID."""

    uid: str
    added: datetime
    note: str = ""


@dataclass(frozen=True)
class Shortlist:
    """Services in the order that their owner gave them.

    ``removed`` is the one that was taken off last, with the place at which it stood.
    """

    id: str
    name: str
    made: datetime
    entries: tuple[Entry, ...] = ()
    removed: tuple[int, Entry] | None = None

    def entry(self, uid: str) -> Entry | None:
        """Return what is kept of a service; None where it is not on the list."""
        return next((one for one in self.entries if one.uid == uid), None)

    def lost(self, uid: str) -> Entry | None:
        """Return what was kept of a service if it was the last to be taken off."""
        return self.removed[1] if self.removed and self.removed[1].uid == uid else None

    @property
    def touched(self) -> datetime:
        """When a service was put on it last, or when it was made."""
        return max((self.made, *(one.added for one in self.entries)))


# -- lists --------------------------------------------------------------------


def make(name: str, others: Collection[Shortlist], now: datetime) -> Shortlist:
    """Return a new shortlist; raises NotKept."""
    if len(others) >= MOST:
        raise NotKept(Message(TOO_MANY, mapping={"most": str(MOST)}))
    return Shortlist(random_id(), _name(name, others), now)


def rename(shortlist: Shortlist, name: str, others: Iterable[Shortlist]) -> Shortlist:
    """Return it with another name; raises NotKept. It may stand among the others."""
    return replace(shortlist, name=_name(name, (one for one in others if one.id != shortlist.id)))


def restore(shortlist: Shortlist, others: Collection[Shortlist]) -> Shortlist:
    """Return a deleted one as it may stand among the others; raises NotKept."""
    if len(others) >= MOST:
        raise NotKept(Message(TOO_MANY, mapping={"most": str(MOST)}))
    return rename(shortlist, shortlist.name, others)


def in_order(shortlists: Iterable[Shortlist]) -> list[Shortlist]:
    """Return shortlists, the oldest first."""
    return sorted(shortlists, key=lambda one: (one.made, one.id))


# -- services -----------------------------------------------------------------


def add(
    shortlist: Shortlist, uid: str, note: str, now: datetime, seen: Collection[str]
) -> Shortlist:
    """Return it with a service at its end; raises NotKept.

    One that is there keeps its place. A note comes below the one that there was.
    """
    if entry := shortlist.entry(uid):
        return write(shortlist, uid, _below(entry.note, clean_note(note)))
    # Only what is seen is counted: that there is no room would tell of what is not.
    if sum(one.uid in seen for one in shortlist.entries) >= MOST_SERVICES:
        about = {"most": str(MOST_SERVICES), "name": shortlist.name}
        raise NotKept(Message(FULL, mapping=about))
    lost = shortlist.lost(uid)
    made = Entry(uid, now, _below(lost.note if lost else "", clean_note(note)))
    entries = (*shortlist.entries, made)
    return replace(shortlist, entries=entries, removed=None if lost else shortlist.removed)


def remove(shortlist: Shortlist, uid: str) -> Shortlist:
    """Return it without a service that is on it."""
    place, entry = next((n, one) for n, one in enumerate(shortlist.entries) if one.uid == uid)
    entries = (*shortlist.entries[:place], *shortlist.entries[place + 1 :])
    return replace(shortlist, entries=entries, removed=(place, entry))


def bring_back(shortlist: Shortlist, uid: str) -> Shortlist:
    """Return it with the service that was taken off last, where it stood; as it is without one."""
    if shortlist.removed is None or not shortlist.lost(uid):
        return shortlist
    place, entry = shortlist.removed
    entries = (*shortlist.entries[:place], entry, *shortlist.entries[place:])
    return replace(shortlist, entries=entries, removed=None)


def move(shortlist: Shortlist, uid: str, step: int, seen: Collection[str]) -> Shortlist:
    """Return it with a service before (-1) or behind (1) its neighbour among those seen."""
    places = [n for n, one in enumerate(shortlist.entries) if one.uid in seen]
    own = next((n for n, p in enumerate(places) if shortlist.entries[p].uid == uid), None)
    if own is None or not 0 <= own + step < len(places):
        return shortlist
    entries = list(shortlist.entries)
    here, there = places[own], places[own + step]
    # What is not seen stays behind what it stood behind.
    entries.insert(there, entries.pop(here))
    return replace(shortlist, entries=tuple(entries))


def without(shortlist: Shortlist, uid: str) -> Shortlist:
    """Return it without anything of a service that is gone for good."""
    entries = tuple(one for one in shortlist.entries if one.uid != uid)
    return replace(
        shortlist, entries=entries, removed=None if shortlist.lost(uid) else shortlist.removed
    )


# -- notes --------------------------------------------------------------------


def write(shortlist: Shortlist, uid: str, note: str, known: str | None = None) -> Shortlist:
    """Return it with another note on a service of it; raises NotKept.

    ``known`` is the ``version`` of the note that the writer had before them.
    """
    entry = shortlist.entry(uid)
    text = clean_note(note)
    if entry is None or entry.note == text:
        return shortlist
    if known is not None and known != version(entry.note) and entry.note:
        raise NotKept(Message(CHANGED_NOTE, mapping={"note": entry.note}), "note")
    entries = (replace(one, note=text) if one.uid == uid else one for one in shortlist.entries)
    return replace(shortlist, entries=tuple(entries))


def _below(old: str, new: str) -> str:
    return old if new in old else clean_note(f"{old}\n{new}")


def version(note: str) -> str:
    """Return what tells a note from another."""
    return sha256(note.encode()).hexdigest()[:16]


def clean_note(note: str) -> str:
    """Return a note as it is kept: plain text in lines; raises NotKept where it is too long."""
    text = note.encode("utf-8", "replace").decode("utf-8")
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = ("".join(map(_printable, line)).rstrip() for line in text.split("\n"))
    text = "\n".join(lines).strip()
    if len(text) > LONGEST_NOTE:
        about = {"length": str(len(text)), "most": str(LONGEST_NOTE)}
        raise NotKept(Message(LONG_NOTE, mapping=about), "note")
    return text


def _printable(sign: str) -> str:
    return " " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign


def _name(name: str, others: Iterable[Shortlist]) -> str:
    """Return a name as it is kept; raises NotKept for what is none, or taken."""
    name = words.clean(name)
    if not name:
        raise NotKept(NO_NAME, "name")
    if len(name) > LONGEST_NAME:
        about = {"length": str(len(name)), "most": str(LONGEST_NAME)}
        raise NotKept(Message(LONG_NAME, mapping=about), "name")
    if name.casefold() in {one.name.casefold() for one in others}:
        raise NotKept(Message(NAME_TAKEN, mapping={"name": name}), "name")
    return name
