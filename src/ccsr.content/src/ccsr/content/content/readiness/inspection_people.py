"""Who has a document or a part in an inspection: accounts, and names of people without one."""

from __future__ import annotations

from ccsr.content.content.actions.people import readers
from ccsr.content.domain import dues
from plone import api


def account_of(who: str) -> str:
    """Return the user id where it is one; what is due for others is nobody's reminder."""
    if not who:
        return dues.EVERYBODY
    return who if api.user.get(userid=who) is not None else dues.OUTSIDE


def names() -> dict[str, str]:
    """Return the full names of the accounts that see the area of readiness, by user id."""
    return dict(readers(api.portal.get()["readiness"]))


def person_typed(typed: str, known: dict[str, str]) -> str:
    """Return the user id of a full name that one account alone has, else the name as typed."""
    name = " ".join(typed.split())[:120]
    same = [id for id, full in known.items() if full.casefold() == name.casefold()]
    return same[0] if len(same) == 1 else name
