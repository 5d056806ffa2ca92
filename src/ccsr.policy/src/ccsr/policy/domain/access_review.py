"""The yearly review of who has access: which accounts, in which groups, and how far it is."""

from __future__ import annotations

from ccsr.content.config import authorities
from ccsr.policy import _
from ccsr.policy.domain import account_list
from ccsr.policy.domain import accounts as rules
from ccsr.policy.domain.accounts import Account
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Group:
    """Accounts that are looked at together; ``gss`` is the authority's, where it is one."""

    token: str
    title: Message
    gss: str
    accounts: tuple[Account, ...]


@dataclass(frozen=True)
class Summary:
    """How far the review is, in numbers of accounts that are not disabled."""

    total: int
    due: int
    standing_out: int


NONE = _("review_group_none", default="No role")


def stands_out(one: Account, now: datetime) -> bool:
    """Return whether somebody should look at an account."""
    return bool(rules.flags(one, now))


def shown(found: Iterable[Account], with_all: bool, now: datetime) -> list[Account]:
    """Return the accounts of the review, all or those that somebody should look at."""
    return [one for one in found if with_all or stands_out(one, now)]


def grouped(found: Iterable[Account], token: str) -> list[Group]:
    """Return the groups that have accounts, or the one with this token.

    Who is several things is in the first of them only, so as to be decided on once.
    """
    held: dict[str, list[Account]] = {}
    for one in found:
        held.setdefault(_group_of(one), []).append(one)
    return [
        Group(name, title, gss, tuple(sorted(held[name], key=_by_name)))
        for name, title, gss in _groups()
        if name in held and token in ("", name)
    ]


def _group_of(one: Account) -> str:
    for kind in ORDER:
        if kind.token in one.kinds:
            is_placing = kind is rules.COMMISSIONER and one.authorities
            return one.authorities[0] if is_placing else kind.token
    return ""


#: Who has most is looked at first.
ORDER = (
    rules.MANAGER,
    rules.ADMINISTRATOR,
    rules.REVIEWER,
    rules.OFFICER,
    rules.INSPECTORATE,
    rules.COMMISSIONER,
    rules.CONTACT,
    rules.PARTNER,
)


def _groups() -> list[tuple[str, Message, str]]:
    found: list[tuple[str, Message, str]] = []
    for kind in ORDER:
        if kind is rules.COMMISSIONER:
            found += [(one.gss, one.title, one.gss) for one in authorities.ALL]
        else:
            found.append((kind.token, kind.title, ""))
    return [*found, ("", NONE, "")]


def _by_name(one: Account) -> tuple[str, str]:
    return account_list.plain(one.name), one.id


def summary(found: Iterable[Account], now: datetime) -> Summary:
    """Return how far the review is."""
    open_ones = [one for one in found if one.disabled is None]
    return Summary(
        len(open_ones),
        sum(rules.is_due(one, now) for one in open_ones),
        sum(stands_out(one, now) for one in open_ones),
    )
