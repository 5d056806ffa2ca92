"""Codes and passwords that are tried on these pages, counted with the failed sign-ins.

A right password clears no count while a code is still asked for (see
``ccsr.policy.sign_in.attempts``), so that whoever has the password cannot guess on.
"""

from ccsr.policy.domain import second_factor as rules
from ccsr.policy.interfaces import ISecondFactor
from ccsr.policy.second_factor import notices
from ccsr.policy.sign_in import attempts
from ccsr.policy.sign_in import lockout
from ccsr.policy.sign_in.clients import address_of
from collections.abc import Callable
from typing import Literal
from zope.component import getUtility


Outcome = Literal["right", "wrong", "wait"]


def code(user, request, typed: str) -> Outcome:
    """Judge a code of the app or of recovery."""
    return attempt(user, request, lambda: getUtility(ISecondFactor).accepts(user, typed))


def proof(user, request, pas, typed: str) -> Outcome:
    """Judge whether somebody signed in is the owner still: by a code of the app, or the password."""
    if rules.is_timed(rules.plain(typed)):
        return code(user, request, typed)
    return attempts.attempt(request, pas, user.getUserName(), typed, "check").outcome


def attempt(user, request, is_right: Callable[[], bool]) -> Outcome:
    """Ask whether what was typed is right, unless this account must wait."""
    name, address = user.getUserName(), address_of(request)
    if lockout.waits(name, address):
        return "wait"
    if is_right():
        lockout.succeeded(name)
        return "right"
    attempts.refuse(request, name, "code")
    if lockout.waits(name, address):
        notices.send(user, "tried")
    return "wrong"
