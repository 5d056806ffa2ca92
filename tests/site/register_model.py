"""A register and a model of it in plain Python, changed together.

The model says what each role must find of it; it knows nothing of catalogs.
"""

from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from functools import cache
from itertools import product
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import transaction
import world


#: Stands in every document.
COMMON = "mynydd"
#: Accounts, and the states in which a thing and all that holds it must be for them.
SEES = {
    "rhys.reviewer": frozenset({"draft", "shared", "concealed"}),
    "ivor.inspector": frozenset({"shared", "concealed"}),
    "carys.commissioner": frozenset({"shared"}),
}
TRANSITIONS = {
    "draft": {"share": "shared"},
    "shared": {"conceal": "concealed", "retract": "draft"},
    "concealed": {"reveal": "shared"},
}
#: Authorities, and a word by which their services and documents are found.
AUTHORITIES = {"W06000015": "cardiff", "W06000011": "swansea"}
FACETS = ("type", "local_authority", "sector", "year")
DOCUMENTS = ("InspectionReport", "ComplaintReport")


@dataclass
class Thing:
    """A provider, service or document with its own words and facet values."""

    kind: str
    parent: str | None
    words: frozenset[str]
    facts: dict = field(default_factory=dict)
    state: str = "draft"


class Model:
    """Everything in the register by UID."""

    def __init__(self):
        self.things = {}

    def __getitem__(self, uid):
        return self.things[uid]

    def kinds(self, *kinds):
        """Return the UIDs of what is of these kinds."""
        return [uid for uid, thing in self.things.items() if thing.kind in kinds]

    def chain(self, uid):
        """Return a thing and what holds it."""
        while uid:
            yield self[uid]
            uid = self[uid].parent

    def seen(self, account):
        """Return the UIDs of what an account may see."""
        states = SEES[account]
        return [uid for uid in self.things if {one.state for one in self.chain(uid)} <= states]

    def words(self, uid):
        """Return the words by which a thing is found."""
        held = frozenset().union(*(one.words for one in self.chain(uid)))
        return held | {AUTHORITIES.get(self.values(uid).get("local_authority"))}

    def values(self, uid):
        """Return the facet values of a thing: its own, and those of what holds it."""
        found = {"type": self[uid].kind}
        for one in self.chain(uid):
            found = {**one.facts, **found}
        return {name: str(value) for name, value in found.items()}

    def found(self, account, word, selected):
        """Return the UIDs of what a search must find for an account."""
        return {
            uid
            for uid in self.seen(account)
            if (not word or word in self.words(uid))
            and all(self.values(uid).get(name) in chosen for name, chosen in selected.items())
        }

    def counts(self, account, word, selected):
        """Return the counts of each facet, its own selection left out."""
        counts = {}
        for name in FACETS:
            others = {key: chosen for key, chosen in selected.items() if key != name}
            values = (self.values(uid) for uid in self.found(account, word, others))
            counts[name] = Counter(one[name] for one in values if name in one)
        return counts


class Register:
    """The real register with its model; each change is made by somebody, and committed."""

    def __init__(self, portal, dice, prefix="gair"):
        self.portal = portal
        self.dice = dice
        self.model = Model()
        self._words = (prefix + "".join(letters) for letters in product("abcdefghijkl", repeat=3))

    def new_word(self):
        """Return a word that stands nowhere yet."""
        return next(self._words)

    def thing(self, uid):
        """Return a thing itself, to who may see it."""
        return api.content.get(UID=uid)

    def urls(self):
        """Return the addresses of everything by UID."""
        with api.env.adopt_user(username="admin"):
            return {uid: self.thing(uid).absolute_url() for uid in self.model.things}

    def commit(self, account, change):
        """Do something as somebody."""
        transaction.begin()
        with api.env.adopt_user(username=account):
            done = change()
            transaction.commit()
        return done

    def add(self, kind, parent=None):
        """Add a draft; return its UID."""
        title = self.new_word()
        words, facts, values = getattr(self, f"_{kind}")()

        def create():
            holder = self.thing(parent) if parent else self.portal["register"]
            return createContentInContainer(holder, kind, title=title, **values).UID()

        uid = self.commit("rhys.reviewer", create)
        self.model.things[uid] = Thing(kind, parent, frozenset({title, *words}), facts)
        return uid

    def _Provider(self):
        facts = {"sector": self.dice.choice(["private", "voluntary"])}
        return (), facts, facts

    def _Service(self):
        facts = {"local_authority": self.dice.choice(list(AUTHORITIES))}
        more = {"service_type": "adoption", "registration_status": "registered"}
        return (), facts, {**facts, **more}

    def _InspectionReport(self):
        year = self.dice.choice([2024, 2025])
        days = {
            "inspected_from": date(year, 2, 1),
            "inspected_to": date(year, 2, 2),
            "issued": date(year, 3, 1),
        }
        values = {**world.DOCUMENTS["InspectionReport"], **days, **paper()}
        return (COMMON,), {"year": year}, values

    def _ComplaintReport(self):
        values = {**world.DOCUMENTS["ComplaintReport"], "reference": self.new_word(), **paper()}
        return (COMMON, values["reference"]), {"year": values["completed"].year}, values

    def transition(self, uid, name):
        """Send a thing through a transition."""
        self.commit("rhys.reviewer", lambda: world.transition(self.thing(uid), name))
        thing = self.model[uid]
        thing.state = TRANSITIONS[thing.state][name]

    def retitle(self, uid):
        """Give a thing another title; it is not found by the old one any more."""
        word = self.new_word()

        def change():
            real = self.thing(uid)
            old, real.title = real.title, word
            notify(ObjectModifiedEvent(real))
            return old

        thing = self.model[uid]
        thing.words = thing.words - {self.commit("admin", change)} | {word}

    def rename(self, uid):
        """Give a thing another id."""
        word = self.new_word()
        self.commit("admin", lambda: api.content.rename(self.thing(uid), word))

    def move(self, uid, holder):
        """Put a thing into another holder."""
        self.commit("admin", lambda: api.content.move(self.thing(uid), self.thing(holder)))
        self.model[uid].parent = holder

    def delete(self, uid):
        """Delete a document."""
        self.commit("admin", lambda: api.content.delete(self.thing(uid)))
        del self.model.things[uid]


@cache
def _printed():
    return world.pdf(f"{COMMON} calm")


def paper():
    """Return the fields of a document with a file of its own."""
    file = NamedBlobFile(_printed(), "application/pdf", filename="report.pdf")
    return {"file": file, "shareable_declared": True}
