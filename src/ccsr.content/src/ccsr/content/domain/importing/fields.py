"""What a register's file can say of a service and its provider, and when two values are the same.

A value is a text, a number, a day, a token or a list of tokens; None is "not said".
Case, white space and how lines are broken make no difference anywhere.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.config import authorities
from ccsr.content.config import terms
from ccsr.content.domain.matching import fold
from ccsr.content.domain.naming import bare_number
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from rapidfuzz import fuzz
from rapidfuzz import process
from zope.i18nmessageid import Message

import re


Value = str | int | date | tuple[str, ...] | None
Values = Mapping[str, Value]

TEXT, ADDRESS, POSTCODE, NUMBER, WHOLE, DAY, TOKEN, TOKENS, AUTHORITY = KINDS = (
    "text",
    "address",
    "postcode",
    "number",
    "whole",
    "day",
    "token",
    "tokens",
    "authority",
)
SERVICE, PROVIDER = SUBJECTS = "service", "provider"


@dataclass(frozen=True)
class Field:
    """A field that a mapping can fill; ``most`` is the largest whole number it takes."""

    name: str
    title: Message
    kind: str = TEXT
    terms: tuple[terms.Term, ...] = ()
    most: int = 0
    subject: str = SERVICE

    @cached_property
    def known(self) -> dict[str, str]:
        """Tokens by what a file may call them: the token itself or its English title."""
        tokens = {same_text(term.token): term.token for term in self.terms}
        return {
            same_text(str(getattr(term.title, "default", ""))): term.token for term in self.terms
        } | tokens


ALL = (
    Field("urn", _("label_urn", default="URN"), NUMBER),
    Field("title", _("label_name", default="Name")),
    Field("title_cy", _("label_name_cy", default="Name in Welsh")),
    Field("also_known_as", _("label_also_known_as", default="Also known as")),
    Field(
        "service_type",
        _("label_service_type", default="Type of service"),
        TOKEN,
        terms.SERVICE_TYPES,
    ),
    Field("local_authority", _("label_local_authority", default="Local authority"), AUTHORITY),
    Field(
        "registration_status",
        _("label_registration_status", default="Registration status"),
        TOKEN,
        terms.REGISTRATION_STATUSES,
    ),
    Field("registered_on", _("label_registered_on", default="Registered on"), DAY),
    Field("places", _("label_places", default="Registered places"), WHOLE, most=999),
    Field("age_from", _("label_age_from", default="Age from"), WHOLE, most=25),
    Field("age_to", _("label_age_to", default="Age to"), WHOLE, most=25),
    Field("gender", _("label_gender", default="Gender"), TOKEN, terms.GENDERS),
    Field("needs", _("label_needs", default="Needs provided for"), TOKENS, terms.NEEDS),
    Field("languages", _("label_languages", default="Languages"), TOKENS, terms.LANGUAGES),
    Field(
        "active_offer",
        _("label_active_offer", default="Welsh Active Offer"),
        TOKEN,
        terms.ACTIVE_OFFER,
    ),
    Field("manager", _("label_manager", default="Manager")),
    Field("address", _("label_address", default="Address"), ADDRESS),
    Field("town", _("label_town", default="Town")),
    Field("postcode", _("label_postcode", default="Postcode"), POSTCODE),
    Field("provider", _("label_provider", default="Provider"), subject=PROVIDER),
    Field(
        "provider_urn",
        _("label_provider_urn", default="URN of the provider"),
        NUMBER,
        subject=PROVIDER,
    ),
    Field("sector", _("label_sector", default="Sector"), TOKEN, terms.SECTORS, subject=PROVIDER),
    Field(
        "profit_status",
        _("label_profit_status", default="Profit status"),
        TOKEN,
        terms.PROFIT_STATUSES,
        subject=PROVIDER,
    ),
)
BY_NAME = {field.name: field for field in ALL}

#: Fields of the provider itself, by the name that a mapping has for them.
OF_PROVIDER = {"sector": "sector", "profit_status": "profit_status", "provider_urn": "urn"}
#: A change of these is one of the registration, which is an event with a day.
OF_REGISTRATION = frozenset({"registration_status", "places", "age_from", "age_to", "gender"})
#: Several in one text, parted by semicolons; the portal keeps those of earlier times.
NAMES = "also_known_as"
CLOSED = frozenset({"cancelled_voluntary", "cancelled_enforced", "refused"})

LINES = re.compile(r"[,\n\r]+")
NOT_IN_A_POSTCODE = re.compile(r"[^0-9a-z]")
#: How like the name of an authority one must be that is misspelt; no two are so like.
NEARLY = 93
#: Words around the name of an authority that are no part of it.
AROUND = re.compile(r"\b(county|borough|city|council|cyngor|isle|sir|y|the|of|and|a)\b")


def same_text(text: str) -> str:
    """Return a text as it is compared."""
    return " ".join(text.split()).casefold()


def comparable(field: str, value: Value) -> Value:
    """Return a value as it is compared; blank and absent are the same."""
    if isinstance(value, tuple):
        return tuple(sorted(value)) or None
    if not isinstance(value, str):
        return value
    return _COMPARED.get(BY_NAME[field].kind, same_text)(value) or None


def is_same(field: str, one: Value, other: Value) -> bool:
    """Return whether two values of a field say the same."""
    return comparable(field, one) == comparable(field, other)


def says(field: str, there: Value, value: Value) -> bool:
    """Return whether the portal says what a file does; other names may be more than the file's."""
    if field != NAMES or not isinstance(value, str):
        return is_same(field, there, value)
    known = {same_text(one) for one in str(there or "").split(";")}
    return {same_text(one) for one in value.split(";")} <= known


def _address(text: str) -> str:
    return "\n".join(line for part in LINES.split(text) if (line := same_text(part)))


def _postcode(text: str) -> str:
    return NOT_IN_A_POSTCODE.sub("", text.casefold())


_COMPARED = {ADDRESS: _address, POSTCODE: _postcode, NUMBER: bare_number}


def postcode(text: str) -> str:
    """Return a postcode as it is written: capitals, one space before the last three signs."""
    bare = _postcode(text).upper()
    return f"{bare[:-3]} {bare[-3:]}" if 5 <= len(bare) <= 7 else " ".join(text.upper().split())


def authority(text: str) -> str | None:
    """Return the GSS code of an authority of Wales by code, English or Welsh name.

    A name may stand as in an address of the web (``rhondda-cynon-taf``) and with
    "Council" and its like around it. None for one that is not in Wales or unknown.
    """
    return _AUTHORITIES.get(_place(text)) or _CORES.get(_core(text)) or _nearly(_core(text))


def _nearly(core: str) -> str | None:
    found = process.extractOne(core, _CORES.keys(), scorer=fuzz.ratio, score_cutoff=NEARLY)
    return _CORES[found[0]] if found else None


def _place(text: str) -> str:
    return " ".join(fold(text.replace("-", " ").replace("&", " and ")).split())


def _core(text: str) -> str:
    return " ".join(AROUND.sub(" ", _place(text)).split())


_AUTHORITIES = {
    _place(name): one.gss for one in authorities.ALL for name in (one.gss, one.name_en, one.name_cy)
}
_CORES = {_core(name): one.gss for one in authorities.ALL for name in (one.name_en, one.name_cy)}
