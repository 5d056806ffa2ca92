"""What the sign-in, the pages and administrators do with a second factor."""

from base64 import b64decode
from base64 import b64encode
from ccsr.content.noted import note
from ccsr.policy.domain import second_factor as rules
from ccsr.policy.interfaces import ISecondFactor
from ccsr.policy.second_factor import keys
from ccsr.policy.second_factor import notices
from ccsr.policy.second_factor import store
from ccsr.policy.sign_in import sessions
from ccsr.policy.sign_in import settings
from plone import api
from zope.interface import implementer

import logging
import time


logger = logging.getLogger(__name__)


@implementer(ISecondFactor)
class SecondFactor:
    """Codes of an app (TOTP), and recovery codes in their place."""

    def state(self, user):
        """Return what this account is asked for after its password."""
        return rules.state(store.get(user.getId()) is not None, is_required(user))

    def accepts(self, user, code):
        """Return whether a code is right; one that was is used up."""
        factor, typed = store.get(user.getId()), rules.plain(code)
        if factor is None:
            return False
        if rules.is_timed(typed):
            return _take(factor, typed)
        return rules.is_recovery(typed) and _recover(user, factor, typed)


def is_required(user) -> bool:
    """Return whether this account needs a second factor."""
    return rules.is_required(user.getRoles(), settings.value("second_factor_roles") or ())


def offer(user) -> rules.Offer:
    """Return a new secret for an account to take, in place of what it has."""
    present = store.get(user.getId())
    return rules.Offer(rules.new_secret(), time.time(), present and present.since)


def carried(offered: rules.Offer, user) -> str:
    """Return an offer as a form carries it: sealed, and for this account only."""
    return b64encode(keys.seal(offered.written(), f"offer {user.getId()}")).decode()


def taken_up(carried: str, user) -> rules.Offer | None:
    """Return the offer that a form has carried, if it holds still."""
    present = store.get(user.getId())
    try:
        written = keys.unseal(b64decode(carried), f"offer {user.getId()}")
    except (keys.Unreadable, ValueError):
        return None
    offered = rules.Offer.read(written)
    return offered if offered.holds(time.time(), present and present.since) else None


def enrol(user, offered: rules.Offer, code: str) -> list[str]:
    """Take what was offered where the code is right; return recovery codes, else none."""
    step = rules.step_of(offered.secret, rules.plain(code), time.time())
    if step is None:
        return []
    codes = store.settle(user.getId(), offered.secret, step, offered.replaces)
    if codes:
        note("second-factor-set", who=user.getId())
        notices.send(user, "set")
    return codes


def renew_codes(user) -> list[str]:
    """Return new recovery codes in place of the old ones."""
    codes = store.renew_codes(user.getId())
    note("second-factor-set", who=user.getId(), recovery_codes=len(codes))
    notices.send(user, "codes")
    return codes


def remove(user) -> None:
    """Take an account's second factor away, as its owner asks."""
    if store.forget(user.getId()):
        note("second-factor-removed", who=user.getId())
        notices.send(user, "removed")


def reset(user_id: str) -> bool:
    """Take another account's second factor away, as an administrator; return whether it had one.

    Its sessions end, so that whoever has the telephone is out. The caller has asked
    for the permission.
    """
    had = store.forget(user_id)
    if had:
        sessions.end_all(user_id)
        note("second-factor-removed", who=user_id, reset=True)
        user = api.user.get(userid=user_id)
        if user is not None:
            notices.send(user, "reset")
    return had


def _take(factor, code):
    try:
        secret = keys.unseal(factor.sealed, factor.user_id)
    except keys.Unreadable as error:
        logger.error("The second factor of %s cannot be read with %s", factor.user_id, error)
        return False
    step = rules.step_of(secret, code, time.time(), factor.last_step)
    return step is not None and store.advance(factor.user_id, step)


def _recover(user, factor, code):
    if not store.spend(factor, code):
        return False
    left = store.left(factor.user_id)
    note("recovery-code-used", who=factor.user_id, left=left)
    notices.send(user, "recovered", left=left)
    return True
