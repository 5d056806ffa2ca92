"""A register with everything in every state, and words of its own in each thing.

No type and no field is named: every text field of every thing gets words, so that
what a new type says is looked for too.
"""

from ccsr.content.content.readiness.framework_content import BadDefinition
from ccsr.content.interfaces import IConcealments
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from plone import api
from plone.app.redirector.interfaces import IRedirectionStorage
from plone.app.textfield.interfaces import IRichText
from plone.app.textfield.value import RichTextValue
from plone.autoform.interfaces import READ_PERMISSIONS_KEY
from plone.dexterity.utils import iterSchemata
from plone.locking.interfaces import ILockable
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.interfaces import INamedField
from plone.supermodel.utils import mergedTaggedValueDict
from probes import path_of
from zExceptions import Unauthorized
from zope.component import getUtility
from zope.component import queryUtility
from zope.lifecycleevent import modified
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IText
from zope.schema.interfaces import ValidationError
from zope.security.interfaces import IPermission

import transaction
import world


#: Who may not see everything; nobody is None.
READERS = (
    None,
    "carys.commissioner",
    "ivor.inspector",
    "petra.contact",
    "otto.contact",
    "wil.partner",
)

#: Types that have one id wherever they are.
SAME_ID = ("ProviderClaim",)

#: What is taken from an account to a thing that is not theirs to see.
VIEW = "View"


@dataclass(frozen=True)
class Planted:
    """A thing with its words: ``word`` is in all it says, ``kept`` in fields not for all."""

    row: tuple
    path: str
    id: str
    uid: str
    word: str
    kept: tuple
    hidden_from: frozenset
    withheld_from: dict

    @cached_property
    def named(self):
        """Whether the id is this thing's alone, and not that of something shown, too."""
        return self.row[0] not in SAME_ID

    @cached_property
    def name(self):
        """What this thing alone is called in an address: its id, or its path."""
        return self.id if self.named else self.path

    @cached_property
    def secrets(self):
        """What no answer may hold that is not for this thing."""
        return (self.word, self.uid, self.name)

    def secrets_for(self, who):
        """Return what an account must not find anywhere."""
        if who in self.hidden_from:
            return (*self.secrets, *self.kept)
        return tuple(word for word in self.kept if who in self.withheld_from[word])


def word_of(*parts):
    """Return a word that stands nowhere else: letters only, as a reader would type it."""
    digest = sha256("|".join(parts).encode()).digest()
    return "qz" + "".join(chr(ord("a") + byte % 26) for byte in digest[:10])


def plant(register):
    """Put words into everything that was built, and return what stands where."""
    with api.env.adopt_user(username="admin"):
        words = {row: _say(row, thing) for row, thing in register.things.items()}
        _connect(register)
        transaction.commit()
        return [_planted(row, register[row], *words[row]) for row in sorted(words)]


def _planted(row, thing, word, kept):
    return Planted(
        row=row,
        path=path_of(thing),
        id=thing.getId(),
        uid=thing.UID(),
        word=word,
        kept=tuple(kept),
        hidden_from=frozenset(who for who in READERS if not _sees(who, thing)),
        withheld_from={
            one: frozenset(who for who in READERS if not _may(who, permission, thing))
            for one, permission in kept.items()
        },
    )


def _may(who, permission, thing):
    if who is None:
        return False
    with api.env.adopt_user(username=who):
        return bool(api.user.has_permission(permission, obj=thing))


def _sees(who, thing):
    """Return whether an account may view a thing and all that holds it."""
    holders = [one for one in thing.aq_chain if hasattr(one, "UID") and one is not thing]
    entries = [one for one in holders if getattr(one, "portal_type", "") not in AREAS]
    return all(_may(who, VIEW, one) for one in (thing, *entries))


#: A provider's contact goes through these to what is theirs.
AREAS = ("Register", "Area", "Plone Site")


def _say(row, thing):
    """Fill every text of a thing; return its word, and those of fields that not all may read."""
    word, kept = word_of(*row), {}
    for schema in iterSchemata(thing):
        closed = mergedTaggedValueDict(schema, READ_PERMISSIONS_KEY)
        for name, field in getFieldsInOrder(schema):
            own = word_of(*row, name) if name in closed else word
            if name in closed:
                kept[own] = getUtility(IPermission, closed[name]).title
            if name != "id" and _value(field, own, thing) is not None:
                setattr(thing, name, _value(field, own, thing))
    with suppress(AttributeError):
        thing.setDescription(f"{word} description")
    _tell_of_it(thing, word)
    with suppress(Unauthorized):
        # A claim is its provider's; what follows brings the indexes up to date.
        modified(thing)
    thing.title = f"{word} title"
    thing.reindexObject()
    return word, kept


def _value(field, word, thing):
    if field.readonly or IChoice.providedBy(field):
        return None
    if INamedField.providedBy(field):
        return NamedBlobFile(
            world.pdf(f"{word} first page", f"{word} second"),
            contentType="application/pdf",
            filename=f"{word}.pdf",
        )
    if IRichText.providedBy(field):
        return RichTextValue(f"<p>{word}</p>", "text/html", "text/html")
    if IText.providedBy(field) or isinstance(getattr(field, "default", None), str):
        return _text(field, word, thing)
    if ICollection.providedBy(field) and IText.providedBy(field.value_type):
        return [f"{word} {field.__name__}"]
    return None


def _text(field, word, thing):
    """Return a text with the word in it; one that a program reads gets it as a remark."""
    text = f"{word} {field.__name__}"
    try:
        field.bind(thing).validate(text)
    except BadDefinition:
        return f"{getattr(thing, field.__name__)}\n# {word}\n"
    except ValidationError:
        pass  # What a form would refuse may yet be there.
    return text


def _tell_of_it(thing, word):
    """Put the word into whatever was said about a thing on its way."""
    history = getattr(thing, "workflow_history", {})
    for name, entries in list(history.items()):
        history[name] = tuple({**entry, "comments": f"{word} comment"} for entry in entries)
    concealments = IConcealments(thing, None)
    if concealments is not None and concealments.all():
        concealments.amend(reason=f"{word} reason")
    lockable = ILockable(thing, None)
    if lockable is not None:
        lockable.lock()


def old_path(planted_path):
    """Return an address that a thing is said to have had."""
    return f"/register/was-{planted_path.rsplit('/', 1)[1]}"


def _connect(register):
    """Make old addresses, and relations from and to what is shown."""
    storage, site = queryUtility(IRedirectionStorage), api.portal.get()
    root = "/".join(site.getPhysicalPath())
    shown = register["InspectionReport", "shared"]
    for thing in register.things.values():
        path = path_of(thing)
        # What is called the same everywhere was never called otherwise.
        if storage is not None and thing.portal_type not in SAME_ID:
            storage.add(f"{root}{old_path(path)}", f"{root}{path}", manual=True)
        if thing is not shown:
            for pair in ((shown, thing), (thing, shown)):
                for kind in ("relatedItems", "isReferencing"):
                    api.relation.create(*pair, relationship=kind)
