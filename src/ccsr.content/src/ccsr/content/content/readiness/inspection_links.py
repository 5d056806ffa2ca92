"""Upload links: a partner without an account hands in one document, once.

Only the hash of a link is kept. What comes by it goes through the same field as every
upload, and lies in its slot to be checked. Whoever has the link is told what is asked for
and by whom, and nothing else.
"""

from __future__ import annotations

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.SpecialUsers import system
from BTrees.OOBTree import OOBTree
from ccsr.content import _
from ccsr.content import noted
from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import inspection_work as work
from ccsr.content.content.readiness.inspection_desk import Card
from ccsr.content.domain.naming import random_id
from ccsr.content.domain.naming import title_in
from ccsr.content.domain.readiness import inspections as rules
from ccsr.content.interfaces import ILinkLetters
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hashlib import sha256
from persistent import Persistent
from plone import api
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.component import queryUtility

import secrets


KEY = "ccsr.content.inspection_links"
#: Days for which a link may hold, and those that are offered first.
LONGEST, USUAL = 30, 7
#: Files that may be refused before a link is over: each is work for the examiner.
MOST_TRIES = 20
NO_WHOM = _("link_no_whom", default="Say who gets the link.")
BAD_DAYS = _("link_bad_days", default="A link holds for 1 to 30 days.")
BAD_MAIL = _(
    "link_bad_mail", default="This is no e-mail address. It looks like ann.price@example.org."
)
FINISHED = _(
    "link_finished", default="The inspection is finished; nobody hands in anything by link now."
)


class Link(Persistent):
    """One link; ``whom`` is the partner it was made for, ``by`` the account that made it."""

    used: datetime | None = None
    is_ended = False
    tries = 0

    def __init__(self, inspection: str, slot: str, whom: str, by: str, expires: datetime) -> None:
        self.id = random_id()
        self.inspection = inspection
        self.slot = slot
        self.whom = whom
        self.by = by
        self.expires = expires

    def is_open(self, now: datetime) -> bool:
        """Return whether it can be used at a moment (aware)."""
        is_over = self.is_ended or self.used is not None or self.tries >= MOST_TRIES
        return not is_over and now < self.expires


@dataclass(frozen=True)
class Letter:
    """What is said to a partner: who they are, what is asked for, the link and its end (aware)."""

    mail: str
    whom: str
    document: str
    by: str
    secret: str
    expires: datetime
    language: str


def check_mail(mail: str) -> None:
    """Refuse, with the sentence, what is no e-mail address."""
    letters = queryUtility(ILinkLetters)
    if letters is None or not letters.is_address(mail):
        raise work.Refused(BAD_MAIL)


def can_send() -> bool:
    """Return whether links can be sent by e-mail."""
    letters = queryUtility(ILinkLetters)
    return letters is not None and bool(letters.can_send())


def send(inspection: Any, slot: Card, secret: str, mail: str, language: str) -> bool:
    """Send a link that was made just now; return whether the mail server took the letter.

    It goes at once and is never tried again: what waits would have to keep the secret.
    """
    link = _kept_to_write()[_hash(secret)]
    title = title_in(language, slot.values["title"], slot.values["title_cy"])
    by = api.user.get(userid=link.by)
    name = (by and by.getProperty("fullname")) or link.by
    letter = Letter(mail, link.whom, title, name, secret, link.expires, language)
    return bool(getUtility(ILinkLetters).send(inspection, letter))


def make(inspection: Any, slot: Card, whom: str, days: int, mail: str = "") -> str:
    """Make a link to a slot; return its secret, which is kept nowhere.

    ``mail`` is where it is going to be sent: it stands on the record, and nowhere else.
    """
    if inspection.finished_on:
        raise work.Refused(FINISHED)
    name = " ".join(whom.split())[:120]
    if not name:
        raise work.Refused(NO_WHOM)
    if not 1 <= days <= LONGEST:
        raise work.Refused(BAD_DAYS)
    secret = secrets.token_urlsafe(32)
    by = api.user.get_current().getId() or ""
    made = Link(inspection.getId(), slot.id, name, by, datetime.now(UTC) + timedelta(days=days))
    _kept_to_write()[_hash(secret)] = made
    desks.force(slot, "link_made", name)
    noted.note("upload-link-made", inspection, slot=slot.id, whom=name, days=days, mail=mail)
    return secret


def end(inspection: Any, slot: Card, id: str) -> bool:
    """Withdraw a link of a slot; return whether it was open."""
    found = next((one for one in of(inspection, slot) if one.id == id), None)
    if found is None or not found.is_open(datetime.now(UTC)):
        return False
    found.is_ended = True
    desks.force(slot, "link_ended", found.whom)
    noted.note("upload-link-ended", inspection, slot=slot.id, whom=found.whom)
    return True


def of(inspection: Any, slot: Card) -> list[Link]:
    """Return the links to a slot, the one that holds longest first."""
    mine = [
        one
        for one in IAnnotations(api.portal.get()).get(KEY, {}).values()
        if (one.inspection, one.slot) == (inspection.getId(), slot.id)
    ]
    return sorted(mine, key=lambda one: one.expires, reverse=True)


def found(secret: str) -> tuple[Link, Any, Card] | None:
    """Return an open link with its inspection and slot; None for every other secret."""
    link = IAnnotations(api.portal.get()).get(KEY, {}).get(_hash(secret))
    if link is None or not link.is_open(datetime.now(UTC)):
        return None
    inspection = api.portal.get()["readiness"].get(link.inspection)
    if inspection is None or inspection.finished_on:
        return None
    slot = desks.card(inspection, link.slot, desks.SLOT)
    return (link, inspection, slot) if slot is not None else None


def is_known(secret: str) -> bool:
    """Return whether there was ever such a link: whoever has its secret does not guess."""
    return _hash(secret) in IAnnotations(api.portal.get()).get(KEY, {})


def count_try(link: Link) -> None:
    """Count a file that was refused."""
    link.tries += 1


def hand_in(link: Link, inspection: Any, slot: Card, name: str, data: bytes) -> None:
    """Keep the file that came by a link, which is over with it.

    Raises ``ValidationError`` with the sentence of the rule that refuses the file.
    """
    with _as_system():
        uid = work.keep_file(inspection, slot, name, data)
    given = {"evidence": uid, "state": rules.GIVEN, "ready_at": None}
    # What somebody else has put there meanwhile stays; this lies beside it as evidence.
    is_free = not slot.values["evidence"] and slot.values["state"] == rules.OPEN
    desks.force(slot, "handed_in", link.whom, **(given if is_free else {}))
    link.used = datetime.now(UTC)
    noted.note("handed-in", inspection, slot=slot.id, whom=link.whom, evidence=uid)


def every() -> list[Link]:
    """Return every link of every inspection."""
    return list(IAnnotations(api.portal.get()).get(KEY, {}).values())


def forget(inspection: str) -> None:
    """Drop all links of an inspection that is gone, given its id."""
    kept = IAnnotations(api.portal.get()).get(KEY, {})
    for secret in [name for name, one in kept.items() if one.inspection == inspection]:
        del kept[secret]


def _kept_to_write() -> Any:
    return IAnnotations(api.portal.get()).setdefault(KEY, OOBTree())


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


@contextmanager
def _as_system() -> Iterator[None]:
    before = getSecurityManager()
    # Whoever has the link has no account: it keeps what they send, and shows them nothing.
    newSecurityManager(None, system)
    try:
        yield
    finally:
        setSecurityManager(before)
