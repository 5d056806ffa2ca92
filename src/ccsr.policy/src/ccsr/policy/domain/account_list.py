"""Which accounts a list shows, and in which order."""

from __future__ import annotations

from ccsr.policy import _
from ccsr.policy.domain import accounts as rules
from ccsr.policy.domain.accounts import Account
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from zope.i18nmessageid import Message

import unicodedata


LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Wanted:
    """The filters of a list; what is empty filters nothing."""

    text: str = ""
    kind: str = ""
    authority: str = ""
    state: str = ""
    sort: str = ""


SORTS = {
    "": _("accounts_by_name", default="Name"),
    "latest": _("accounts_by_latest", default="Last sign-in, latest first"),
    "longest": _("accounts_by_longest", default="Last sign-in, longest ago first"),
}


def select(found: Iterable[Account], wanted: Wanted, now: datetime) -> list[Account]:
    """Return the accounts that match every filter, in the wanted order."""
    words = plain(wanted.text).split()
    shown = [one for one in found if _matches(one, wanted, now) and _has(one, words)]
    by_name = sorted(shown, key=lambda one: (plain(one.name), one.id))
    if wanted.sort in ("latest", "longest"):
        by_name.sort(key=lambda one: one.signed_in or LONG_AGO, reverse=wanted.sort == "latest")
    return by_name


def _matches(one: Account, wanted: Wanted, now: datetime) -> bool:
    return (
        (not wanted.kind or wanted.kind in one.kinds)
        and (not wanted.authority or wanted.authority in one.authorities)
        and (not wanted.state or wanted.state == rules.state(one, now).token)
    )


def _has(one: Account, words: list[str]) -> bool:
    text = plain(f"{one.name} {one.mail} {one.login}") if words else ""
    return all(word in text for word in words)


def plain(text: str) -> str:
    """Return a text without accents and capitals."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


COMMISSIONER_OF = _("kind_commissioner_of", default="Commissioner of ${authority}")
CONTACT_OF = _("kind_contact_of", default="Contact of ${provider}")
STRAY = _("kind_stray", default="${role}, without a group")


def words(
    one: Account, authority: Callable[[str], str], provider: Callable[[str], str]
) -> list[Message]:
    """Return what somebody is here, in the order of ``KINDS``; names are looked up."""
    found = []
    for kind in rules.KINDS:
        if kind is rules.COMMISSIONER:
            found += [_of(COMMISSIONER_OF, authority=authority(gss)) for gss in one.authorities]
        elif kind is rules.CONTACT:
            found += [_of(CONTACT_OF, provider=provider(uid)) for uid in one.providers]
        elif kind.token in one.kinds:
            found.append(kind.title)
    return found + [_of(STRAY, role=role) for role in one.stray]


def _of(message: Message, **values: str) -> Message:
    return Message(message, mapping=values)
