"""What an invitation must say, one at a time or as lines of a table."""

from __future__ import annotations

from ccsr.content.config import authorities
from ccsr.policy import _
from ccsr.policy.domain import accounts
from collections.abc import Callable
from csv import DictReader
from csv import Error as CsvError
from dataclasses import dataclass
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from zope.i18nmessageid import Message

import re


#: A week covers a holiday; what lies in a mailbox for longer, somebody else may find.
HOLDS = timedelta(days=7)
#: Lines of a table, so that all their letters are sent within one request.
MOST_LINES = 200
MOST_BYTES = 256 * 1024
LONGEST = 120

#: One sign of each kind that counts; whether the address exists the letter tells.
ADDRESS = re.compile(r"[^@\s,;<>\"()\[\]\\]+@[^@\s,;<>\"()\[\]\\.]+(\.[^@\s,;<>\"()\[\]\\.]+)+")
LANGUAGES = ("en", "cy")
FIELDS = ("name", "mail", "role", "authority", "provider", "language")


@dataclass(frozen=True)
class Invitation:
    """Who is to be invited as what; all as it was typed or, once checked, as it is kept."""

    name: str = ""
    mail: str = ""
    role: str = ""
    authority: str = ""
    provider: str = ""
    language: str = "en"


NO_NAME = _("invite_no_name", default="Enter the full name of the person.")
LONG_NAME = _("invite_long_name", default="The name is too long: 120 signs at most.")
NO_MAIL = _("invite_no_mail", default="Enter the e-mail address of the person.")
BAD_MAIL = _(
    "invite_bad_mail", default="This is no e-mail address. It looks like ann.price@example.org."
)
USED_MAIL = _("invite_used_mail", default="There is an account with this e-mail address already.")
TWICE = _("invite_twice", default="This e-mail address stands in an earlier line, too.")
NO_ROLE = _("invite_no_role", default="Choose what the person is here.")
BAD_ROLE = _("invite_bad_role", default="“${value}” is no role. Use one of: ${known}.")
NO_AUTHORITY = _(
    "invite_no_authority", default="A commissioner needs an authority. Choose which one."
)
BAD_AUTHORITY = _("invite_bad_authority", default="“${value}” is none of the 22 local authorities.")
NO_PROVIDER = _("invite_no_provider", default="A contact needs a provider. Enter its name or URN.")
BAD_PROVIDER = _("invite_bad_provider", default="No provider is found for “${value}”.")
MANY_PROVIDERS = _(
    "invite_many_providers",
    default="Several providers are found for “${value}”. Enter the URN of the right one.",
)
BAD_LANGUAGE = _("invite_bad_language", default="The language is en or cy.")

#: Returns the UIDs of the providers that a name or URN may mean.
FindProviders = Callable[[str], list[str]]
Errors = dict[str, Message]


def check(
    asked: Invitation, is_taken: Callable[[str], bool], find: FindProviders
) -> tuple[Invitation, Errors]:
    """Return an invitation as it is kept, and what is wrong with it by field."""
    typed = Invitation(**{name: getattr(asked, name).strip() for name in FIELDS})
    authority, provider = authority_of(typed.authority), find(typed.provider)
    errors: dict[str, Message | None] = {
        **wrong_person(typed.name, typed.mail, is_taken),
        "role": _wrong_role(typed.role),
        "language": None if typed.language in LANGUAGES else BAD_LANGUAGE,
        **wrong_place({typed.role}, typed.authority, authority, typed.provider, provider),
    }
    kept = replace(
        typed,
        mail=typed.mail.lower(),
        authority=authority if typed.role == accounts.COMMISSIONER.token else "",
        provider=provider[0] if provider and typed.role == accounts.CONTACT.token else "",
    )
    return kept, {name: message for name, message in errors.items() if message}


def wrong_person(name: str, mail: str, is_taken: Callable[[str], bool]) -> Errors:
    """Return what is wrong with a name and an address."""
    found = {"name": _wrong_name(name), "mail": _wrong_mail(mail, is_taken)}
    return {field: message for field, message in found.items() if message}


def _wrong_name(name: str) -> Message | None:
    if not name:
        return NO_NAME
    return LONG_NAME if len(name) > LONGEST else None


def _wrong_mail(mail: str, is_taken: Callable[[str], bool]) -> Message | None:
    if not mail:
        return NO_MAIL
    if not is_address(mail):
        return BAD_MAIL
    return USED_MAIL if is_taken(mail.lower()) else None


def is_address(mail: str) -> bool:
    """Return whether this can be an e-mail address."""
    return len(mail) <= 254 and mail.isprintable() and ADDRESS.fullmatch(mail) is not None


def _wrong_role(role: str) -> Message | None:
    known = [kind.token for kind in accounts.GIVEN]
    if not role:
        return NO_ROLE
    return None if role in known else _of(BAD_ROLE, value=role, known=", ".join(known))


def wrong_place(
    roles: set[str], authority: str, gss: str, provider: str, found: list[str]
) -> Errors:
    """Return what is wrong with the authority and the provider that these roles need."""
    errors: Errors = {}
    if accounts.COMMISSIONER.token in roles and not gss:
        errors["authority"] = _of(BAD_AUTHORITY, value=authority) if authority else NO_AUTHORITY
    if accounts.CONTACT.token in roles and len(found) != 1:
        errors["provider"] = _wrong_provider(provider, found)
    return errors


def _wrong_provider(typed: str, found: list[str]) -> Message:
    if not typed:
        return NO_PROVIDER
    return _of(MANY_PROVIDERS if found else BAD_PROVIDER, value=typed)


def authority_of(text: str) -> str:
    """Return the GSS code of an authority given by code, English or Welsh name; else ''."""
    wanted = text.strip().casefold()
    for one in authorities.ALL:
        if wanted in (one.gss.casefold(), one.name_en.casefold(), one.name_cy.casefold()):
            return one.gss
    return ""


def _of(message: Message, **values: str) -> Message:
    return Message(message, mapping=values)


# -- many at once


NO_TABLE = _(
    "invite_no_table",
    default="The first line must name the columns: name, mail, role, authority, provider, "
    "language. At least name, mail and role are needed.",
)
NO_LINES = _("invite_no_lines", default="There is no line below the names of the columns.")
MANY_LINES = _("invite_many_lines", default="There are ${count} lines; ${most} go at a time.")
NOT_READ = _("invite_not_read", default="This cannot be read as a table (CSV).")


class NoTable(Exception):
    """The text is no table of invitations; the message says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Line:
    """A line of the table: its number, what it asks for, and what is wrong with it."""

    number: int
    asked: Invitation
    kept: Invitation
    errors: Errors


def decoded(data: bytes) -> str:
    """Return the text of a file: UTF-8, or what Excel on Windows saves as CSV."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NoTable(NOT_READ)


def lines(text: str, is_taken: Callable[[str], bool], find: FindProviders) -> list[Line]:
    """Return the checked lines of a table; raise NoTable where it is none."""
    seen: set[str] = set()
    found = []
    for number, asked in _read(text):
        kept, errors = check(asked, is_taken, find)
        if "mail" not in errors and kept.mail in seen:
            errors = {**errors, "mail": TWICE}
        seen.add(kept.mail)
        found.append(Line(number, asked, kept, errors))
    return found


def _read(text: str) -> list[tuple[int, Invitation]]:
    rows = _rows(text)
    if not rows:
        raise NoTable(NO_LINES)
    if len(rows) > MOST_LINES:
        raise NoTable(_of(MANY_LINES, count=str(len(rows)), most=str(MOST_LINES)))
    return [(number, _invitation(row)) for number, row in rows]


def _rows(text: str) -> list[tuple[int, dict[str, str | None]]]:
    start = text.removeprefix("\ufeff").lstrip()
    first = start.partition("\n")[0]
    # What a spreadsheet saves, and what is copied out of one.
    sign = max(",;\t", key=first.count)
    reader = DictReader(StringIO(start), delimiter=sign)
    try:
        reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
        if not {"name", "mail", "role"} <= set(reader.fieldnames):
            raise NoTable(NO_TABLE)
        return [(reader.line_num, row) for row in reader if any(_texts(row))]
    except CsvError as error:
        raise NoTable(NOT_READ) from error


def _texts(row: dict[str, str | None]) -> list[str]:
    return [value.strip() for value in row.values() if isinstance(value, str)]


def _invitation(row: dict[str, str | None]) -> Invitation:
    values = {name: row.get(name) or "" for name in FIELDS}
    language = values["language"].strip().lower() or "en"
    role = values["role"].strip().lower()
    return Invitation(**{**values, "language": language, "role": role})
