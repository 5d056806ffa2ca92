"""The register in the terms of Open Referral UK (HSDS-UK 3.x): names, ids, pages, questions.

HSDS knows things by UUID. Ours have one; what HSDS wants as a thing of its own
(a location, a term) gets one that follows from ours, so that it stays the same.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.config.terms import Term
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from typing import Any
from uuid import NAMESPACE_URL
from uuid import UUID
from uuid import uuid5
from zope.i18nmessageid import Message


VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/en/latest/"
NAMESPACE = uuid5(NAMESPACE_URL, "https://ccsr.wales/open-referral")

PER_PAGE = 50
MOST_PER_PAGE = 200
#: Digits of the longest number of a page.
DIGITS = 6

#: The four words that HSDS has for the state of a service.
STATUS = {
    "applied": "inactive",
    "registered": "active",
    "suspended": "temporarily closed",
    "dormant": "inactive",
    "cancellation_proposed": "active",
    "cancelled_voluntary": "defunct",
    "cancelled_enforced": "defunct",
    "refused": "inactive",
}

#: ISO 639 codes of our tokens; the rest are codes themselves.
LANGUAGES = {"bsl": "bfi", "other": None}


class NotAsked(ValueError):
    """A parameter that is not known, or not with this value; ``message`` says so."""

    def __init__(self, name: str, message: Message) -> None:
        super().__init__(name)
        self.name = name
        self.message = message


@dataclass(frozen=True)
class Asked:
    """What is asked of a list."""

    page: int = 1
    per_page: int = PER_PAGE
    full: bool = False
    search: str = ""
    modified_after: datetime | None = None
    taxonomy_term_id: str = ""
    organization_id: str = ""


def uuid(uid: str) -> str:
    """Return an id of ours as HSDS writes it."""
    return str(UUID(uid))


def uid(identifier: str) -> str | None:
    """Return our id for one of HSDS; None for what is no id."""
    try:
        return UUID(identifier).hex
    except ValueError:
        return None


def derived(*names: str) -> str:
    """Return the id of what follows from other things."""
    return str(uuid5(NAMESPACE, "/".join(names)))


def term_id(vocabulary: str, token: str) -> str:
    """Return the id of a term of one of our vocabularies."""
    return derived("term", vocabulary, token)


def taxonomy_id(vocabulary: str) -> str:
    """Return the id of one of our vocabularies."""
    return derived("taxonomy", vocabulary)


def status(token: str | None) -> str:
    """Return HSDS's word for a registration status."""
    return STATUS.get(token or "", "inactive")


def moment(value: datetime) -> str:
    """Return a moment as HSDS writes it: UTC, milliseconds."""
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def language(owner: str, term: Term, title: str) -> dict[str, str]:
    """Return a language that a service speaks."""
    code = LANGUAGES.get(term.token, term.token)
    found = {"id": derived(owner, "language", term.token), "name": title}
    return {**found, "code": code} if code else found


def page(found: Sequence[Any], asked: Asked, show: Callable[[Any], Any]) -> dict[str, Any]:
    """Return a page of a list in the standard's envelope; ``show`` makes an item of what is on it."""
    pages = -(-len(found) // asked.per_page)
    start = (asked.page - 1) * asked.per_page
    shown = found[start : start + asked.per_page]
    return {
        "total_items": len(found),
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(shown),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not shown,
        "contents": [show(one) for one in shown],
    }


def read(form: Mapping[str, Any], known: Sequence[str]) -> Asked:
    """Read the parameters of a list; raises ``NotAsked`` for what the list does not take."""
    values: dict[str, Any] = {}
    for name, given in form.items():
        if name not in known:
            raise NotAsked(name, UNKNOWN)
        values[name] = READ[name](name, _one(given))
    return Asked(**values)


def _one(given: Any) -> str:
    return str(given[-1] if isinstance(given, list) and given else given).strip()


def _number(name: str, text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= DIGITS and int(text)):
        raise NotAsked(name, NUMBER)
    return int(text)


def _per_page(name: str, text: str) -> int:
    return min(_number(name, text), MOST_PER_PAGE)


def _bool(name: str, text: str) -> bool:
    if text.casefold() not in ("true", "false"):
        raise NotAsked(name, BOOLEAN)
    return text.casefold() == "true"


def _moment(name: str, text: str) -> datetime:
    try:
        # In an address a plus sign is a space.
        found = datetime.fromisoformat(text.replace(" ", "+"))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise NotAsked(name, MOMENT) from error


def _text(name: str, text: str) -> str:
    return text


READ: dict[str, Callable[[str, str], Any]] = {
    "page": _number,
    "per_page": _per_page,
    "full": _bool,
    "search": _text,
    "modified_after": _moment,
    "taxonomy_term_id": _text,
    "organization_id": _text,
}
PAGING = ("page", "per_page")

UNKNOWN = _("open_referral_unknown", default="This list does not take “${name}”.")
NUMBER = _("open_referral_number", default="“${name}” is a whole number from 1.")
BOOLEAN = _("open_referral_boolean", default="“${name}” is true or false.")
MOMENT = _(
    "open_referral_moment", default="“${name}” is a date and time, such as 2026-03-04T10:00:00Z."
)
