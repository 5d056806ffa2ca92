"""What commissioners know of the concerns they raised, kept for each account on the form.

They may not read the liaison item. Here is what they are told of it: when it was raised,
a word for how far it has come, and the reply that was written to them. Nobody asks for the
receipts of another account, and none leads to the item.
"""

from BTrees.OOBTree import OOBTree
from ccsr.content.domain.liaison import TOLD
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from hashlib import sha256
from plone import api
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations


KEY = "ccsr.content.concerns.receipts"


@dataclass(frozen=True)
class Receipt:
    """One concern: ``seal`` names the form it was sent with, ``told`` is a key of ``TOLD``."""

    reference: str
    raised: datetime
    service: str
    seal: str
    told: str = "new"
    reply: str = ""


def of_reader(form):
    """Return the reader's ``Receipt`` values, the newest first."""
    return sorted(_all(form, _reader()).values(), key=lambda one: one.raised, reverse=True)


def sent_with(form, token):
    """Return the receipt of what the reader sent with this token, or None."""
    sealed = seal(token)
    return next((one for one in of_reader(form) if one.seal == sealed), None)


def keep(form, item, token):
    """Keep that the reader's concern was filed as ``item``; return the receipt.

    Two sendings at once write to the same place, so that one of them is done anew and finds it.
    """
    receipt = Receipt(reference_of(item), datetime.now(UTC), item.service or "", seal(token))
    kept = IAnnotations(form).setdefault(KEY, OOBTree())
    # A whole value and no tree: any two changes of one account's receipts must conflict.
    kept[_reader()] = {**kept.get(_reader(), {}), IUUID(item): receipt}
    return receipt


def renew(form, item):
    """Tell whoever raised it how far it has come."""
    kept = IAnnotations(form).get(KEY, {})
    mine = kept.get(item.raised_by, {})
    before = mine.get(IUUID(item))
    state = api.content.get_state(item, "new")
    if before is None or state not in TOLD:
        return
    after = replace(before, told=state, reply=item.reply or "", service=item.service or "")
    if after != before:
        kept[item.raised_by] = {**mine, IUUID(item): after}


def forget(form, item):
    """Forget a concern whose item is gone."""
    kept = IAnnotations(form).get(KEY, {})
    mine = kept.get(item.raised_by, {})
    if IUUID(item) in mine:
        kept[item.raised_by] = {uid: one for uid, one in mine.items() if uid != IUUID(item)}


def held_of(form, user_id):
    """Return what is held of an account."""
    return list(_all(form, user_id).values())


def forget_account(form, user_id):
    """Forget what a deleted account was told."""
    IAnnotations(form).get(KEY, {}).pop(user_id, None)


def reference_of(item):
    """Return what both sides call it."""
    return item.getId()


def seal(token):
    """Return what is kept of a token."""
    return sha256(token.encode()).hexdigest()


def _all(form, user_id):
    return IAnnotations(form).get(KEY, {}).get(user_id, {})


def _reader():
    return api.user.get_current().getId()
