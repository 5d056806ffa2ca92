"""Whether a name and a password are right: one function for every way in.

The page, ``@login``, HTTP Basic, and the question for the present password all
come here. What is answered depends on the outcome alone, and so does the time:
one hash for each, whether there is an account or not.
"""

from ccsr.content.noted import note
from ccsr.policy import accounts
from ccsr.policy.interfaces import ISecondFactor
from ccsr.policy.metrics import SIGN_IN_FAILURES
from ccsr.policy.sign_in import hashing
from ccsr.policy.sign_in import known
from ccsr.policy.sign_in import later
from ccsr.policy.sign_in import lockout
from ccsr.policy.sign_in import sources
from ccsr.policy.sign_in.clients import address_of
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Literal
from zope.annotation.interfaces import IAnnotations
from zope.component import queryUtility

import transaction


KEY = "ccsr.policy.sign_in.attempts"
Way = Literal["page", "api", "basic", "check"]


@dataclass(frozen=True)
class Verdict:
    """What is known after an attempt; ``found`` only where the password is right."""

    outcome: Literal["right", "wrong", "wait"]
    found: sources.Found | None = None


def attempt(request, pas, name, password, way: Way) -> Verdict:
    """Judge a name and a password, once for each request, and count what fails.

    ``pas`` is the user folder to begin with; those above it are asked as well.
    """
    if not isinstance(name, str) or not isinstance(password, str | bytes):
        return Verdict("wrong")
    if not all(map(_is_writable, (name, password))):
        return Verdict("wrong")
    made = IAnnotations(request).setdefault(KEY, {})
    # Zope asks each user folder on the way, some of them twice.
    secret = password.encode() if isinstance(password, str) else password
    key = (name, sha256(secret).digest(), way)
    if key not in made:
        made[key] = _judge(request, pas, name, password, way)
    return made[key]


def _is_writable(text):
    """Return whether a text has no half of a character, as JSON can, nor NUL, as PostgreSQL cannot."""
    text = text if isinstance(text, str) else ""
    return "\0" not in text and text == text.encode("utf-8", "ignore").decode()


def _judge(request, pas, name, password, way):
    if lockout.waits(name, address_of(request)):
        return Verdict("wait")
    found = sources.find(pas, name)
    if not _is_right(found, password, way) or not _may_enter(found, way):
        refuse(request, name, way)
        return Verdict("wrong")
    if not _has_factor(found):
        # Else its code does: a password alone must not make room for more guesses.
        lockout.succeeded(name)
    if not hashing.is_current(found.reference):
        _renew_later(found, password)
    return Verdict("right", found)


def _is_right(found, password, way):
    reference = found.reference if found else None
    if way == "basic" and found and known.is_known(reference, password):
        return True
    if not hashing.matches(reference, password):
        return False
    if way == "basic" and _may_enter(found, way):
        known.remember(reference, password)
        note("signed-in", who=found.user_id, way=way)
    return True


def _may_enter(found, way):
    if accounts.is_disabled(found.user_id):
        return False
    return way != "basic" or (accounts.may_use_basic(found.user_id) and not _has_factor(found))


def _has_factor(found):
    """Return whether a password alone is not enough for this account.

    One that is only asked to set up a second factor may be a program's.
    """
    factor = queryUtility(ISecondFactor)
    return factor is not None and factor.state(found.user) == "code"


def refuse(request, name: str, way: str) -> None:
    """Count a failure: of a name and a password, or of the code that was asked for after them."""
    SIGN_IN_FAILURES.labels(way).inc()
    note("sign-in-failed", name=name, way=way)
    for what in lockout.failed(name, address_of(request)):
        note("locked-out", name=name, what=what)


def _renew_later(found, password):
    # Not before this request is done: it asks once more whether the password is the same.
    job = partial(renew_hash, found.folder, found.user_id, found.reference, password)
    transaction.get().addAfterCommitHook(lambda done: done and later.do(job))


def renew_hash(folder, user_id, reference, password, app):
    """Keep the password of an account in the present way, if it is still the same one."""
    found = sources.by_id(sources.holder_at(app, folder).acl_users, user_id)
    if found is not None and found.reference == reference:
        found.source.updateUserPassword(user_id, hashing.encoded(password))
