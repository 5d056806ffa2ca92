"""Which pieces of a Welsh page are English."""

from Acquisition import aq_base
from BTrees.IOBTree import IOBTree
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Mapping
from functools import cached_property
from i18ndude.catalog import MessageCatalog
from pathlib import Path
from persistent import Persistent
from processes import ROOT

import re
import unicodedata


SAME = Path(__file__).with_name("same.txt")

#: Words of English sentences that are no words of Welsh.
ENGLISH = re.compile(
    r"\b(?:the|and|of|with|for|this|that|from|are|were|have|has|which|your|you|please|been"
    r"|not|by|when|where|what|who|will|must|can|should|there|their|was|it|its|if|be)\b",
    re.IGNORECASE,
)
#: Two letters that are a word or a part of one: not a unit after a number, nor an initial.
WORD = re.compile(r"[^\W\d_]{2,}")
HYPHEN = re.compile("[-\\x02\xad]")
ADDRESS = re.compile(r"https?://\S+|\S+@\S+|(?<!\S)/\S+")
#: Of a report, or of anything else; the ending says what it is.
FILE = re.compile(r"[\w-]+\.(?:pdf|zip|csv|xlsx)\b")
#: What is typed into a program that shows codes.
SECRET = re.compile(r"(?:[A-Z2-7]{4} )+[A-Z2-7]{4}")
#: Stands before or behind what the other half of a line says.
AROUND = " :·"
#: How many there are of what stands before it.
COUNT = re.compile(r": [\d,]+$")
#: A name with its version.
VERSION = re.compile(r"^(.+) \((.+)\)$")
#: The number of a clause or of a line on an agenda.
NUMBERED = re.compile(r"^\d+(?:\.\d+)*\.? ")
VARIABLE = re.compile(r"\\\$\\\{\w+\\\}")


class Judge:
    """Knows the content of a site, and the words that both languages share."""

    def __init__(self, content, people=()):
        self.people = sorted(people, key=len, reverse=True)
        self.content = {plain(one) for text in content for one in (text, *text.splitlines())}
        self.text = "\n".join(sorted(self.content))
        lines = SAME.read_text().splitlines()
        self.same = re.compile("|".join(one for one in lines if one[:1] != "#"))

    @cached_property
    def shared(self):
        """Return what reads alike in both languages by the catalogues, as patterns."""
        messages = [one for path in catalogues() for one in MessageCatalog(str(path)).values()]
        alike = {m.msgstr for m in messages if m.msgstr == (m.getDefault() or m.msgid)}
        escaped = (re.escape(plain(one)) for one in alike)
        # What is nothing but variables is like everything.
        telling = [one for one in escaped if WORD.search(VARIABLE.sub("", one))]
        return re.compile("|".join(VARIABLE.sub(".*", one) for one in telling))

    def is_content(self, piece):
        """Return whether a piece is nothing but content, numbers, signs and addresses."""
        if self._is_whole(plain(piece)):
            return True
        whole = plain(FILE.sub("", ADDRESS.sub("", SECRET.sub("", piece)))).strip(AROUND)
        if found := VERSION.match(whole):
            return all(map(self.is_content, found.groups()))
        piece = NUMBERED.sub("", whole)
        # The numbers of a service are listed with commas.
        return any(map(self._is_whole, (whole, piece))) or all(
            map(self._is_whole, piece.split(", "))
        )

    def _is_whole(self, piece):
        return not WORD.search(piece) or piece in self.content or self._is_passage(piece)

    def _is_passage(self, piece):
        return len(piece) > PASSAGE and piece.strip("….") in self.text

    def english(self, welsh, english):
        """Return those pieces of a Welsh page that are English, given the English page's."""
        english = set(english)
        return [one for one in welsh if self._is_english(one, one in english)]

    def _is_english(self, piece, is_alike):
        piece = COUNT.sub("", piece)
        if self.is_content(piece) or self.same.fullmatch(plain(piece)):
            return False
        if is_alike:
            return not (self.shared.fullmatch(plain(piece)) or self._is_people(piece))
        # Names are many: they are taken out only where it matters.
        return bool(ENGLISH.search(piece) and ENGLISH.search(self._without_content(piece)))

    def _is_people(self, piece):
        """Return whether a piece is nothing but names of accounts, as a row of a table on paper."""
        for name in self.people:
            piece = piece.replace(name, "")
        return not WORD.search(piece)

    def _without_content(self, piece):
        """Return a piece without the names in it, which stand between signs or capitals."""
        piece = plain(piece)
        for name in self.names:
            if name in piece:
                piece = piece.replace(name, "")
        return piece

    @cached_property
    def names(self):
        """Return what content may stand inside a sentence, the longest first."""
        return sorted((one for one in self.content if 4 < len(one) < 300), key=len, reverse=True)


#: From this length on a piece that stands in the content is a part of it.
PASSAGE = 24


def plain(text):
    """Return a text as it is compared: a hyphen may stand where a line of a document ended."""
    return unicodedata.normalize("NFC", " ".join(HYPHEN.sub("", text).split()))


def catalogues():
    """Return the Welsh catalogues."""
    return sorted(ROOT.glob("src/*/src/ccsr/*/locales*/cy/LC_MESSAGES/*.po"))


QUESTION = re.compile(r'<field name="(\w+)"')


def content(portal):
    """Return every text that is stored in the objects of a site, its users and groups."""
    found = set()
    for brain in portal.portal_catalog.unrestrictedSearchResults(path="/"):
        one = brain._unrestrictedGetObject()
        one._p_activate()
        for name, value in vars(aq_base(one)).items():
            if name not in UP:
                _gather(value, found, {})
        found |= {one.getId(), brain.Title, getattr(brain, "title_cy", None) or ""}
        # The version of a protocol may be any word.
        found.add(str(vars(aq_base(one)).get("version", "")))
        # What the questions of a form are called among themselves.
        found |= set(QUESTION.findall(getattr(aq_base(one), "fields_model", None) or ""))
    users = portal.acl_users.searchUsers()
    found |= {user[name] for user in users for name in ("userid", "login")} | people(portal)
    return {one for one in found if WORD.search(one)}


def people(portal):
    """Return the full names of the users of a site."""
    users = portal.acl_users
    members = (users.getUserById(user["userid"]) for user in users.searchUsers())
    return {name for one in members if (name := str(one.getProperty("fullname", "")))}


#: Lead out of an object, to its holder and to what it holds.
UP = {"__parent__", "_owner", "__ac_local_roles__", "_tree", "_ordering"}


def _gather(value, found, seen):
    """Collect what is written with a capital or in several words: no token is."""
    if isinstance(value, str):
        if not value.islower() or " " in value:
            found.add(value)
    elif id(value) not in seen and not hasattr(value, "portal_type"):
        # Kept, so that nothing else gets its address.
        seen[id(value)] = value
        for one in _parts(value):
            _gather(one, found, seen)


def _parts(value):
    if isinstance(value, Persistent):
        value._p_activate()
    if isinstance(value, Mapping | BTREES):
        yield from (part for pair in value.items() for part in pair)
    elif isinstance(value, list | tuple | set | frozenset):
        yield from value
    elif not isinstance(value, type) and type(value).__module__.startswith(OURS):
        slots = (name for cls in type(value).__mro__ for name in getattr(cls, "__slots__", ()))
        yield from (getattr(value, name, None) for name in slots)
        yield from (one for name, one in getattr(value, "__dict__", {}).items() if name not in UP)


#: Whose instances hold texts.
OURS = ("ccsr.", "plone.", "persistent", "collective.", "BTrees", "z3c.relationfield")
BTREES = OOBTree | IOBTree | LOBTree
