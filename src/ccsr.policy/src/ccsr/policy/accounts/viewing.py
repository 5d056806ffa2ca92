"""Looking with the eyes of an account: what programs tell somebody is what they may see."""

from ccsr.policy.accounts import standing
from collections.abc import Iterator
from contextlib import contextmanager
from plone import api
from typing import Any


@contextmanager
def as_account(account: str) -> Iterator[Any]:
    """Ask as an account of the site; yields its user, None for one that is gone or disabled."""
    user = api.user.get(userid=account)
    if user is None or standing.is_disabled(account):
        yield None
        return
    # It gives no more than the account has, which is less than the system that asks.
    with api.env.adopt_user(user=user):
        yield user
