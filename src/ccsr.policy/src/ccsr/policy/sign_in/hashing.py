"""How passwords are kept: bcrypt over SHA-256, as a scheme of AuthEncoding.

bcrypt itself reads 72 bytes at most; a passphrase of 128 characters may be longer.
Every check costs one bcrypt, also where there is no account, and where the
password is still kept in an older way.
"""

from AuthEncoding import AuthEncoding
from base64 import b64encode
from functools import cache
from hashlib import sha256

import bcrypt
import os


SCHEME = "BCRYPT-SHA256"
PREFIX = f"{{{SCHEME}}}".encode()


def rounds() -> int:
    """Return how costly a check is (2 to the power of it); ``CCSR_PASSWORD_ROUNDS`` sets it."""
    return int(os.environ.get("CCSR_PASSWORD_ROUNDS", "12"))


class LongBcrypt:
    """A scheme of AuthEncoding, so that Zope's own user folders understand it."""

    def encrypt(self, password):
        """Return what is kept of a password."""
        return bcrypt.hashpw(_digest(password), bcrypt.gensalt(rounds()))

    def validate(self, reference, attempt):
        """Return whether the password is the one that is kept."""
        return bcrypt.checkpw(_digest(attempt), reference)


AuthEncoding.registerScheme(SCHEME, LongBcrypt())


def encoded(password: str | bytes) -> bytes:
    """Return what is kept of a password."""
    return AuthEncoding.pw_encrypt(password, SCHEME)


def is_current(reference: bytes) -> bool:
    """Return whether a password is kept as new ones are, and as costly."""
    return _cost(reference) >= rounds()


def _cost(reference):
    """Return how costly a check of this is, 0 where it is kept in an older way."""
    digits = reference.removeprefix(PREFIX)[4:6]
    return int(digits) if reference.startswith(PREFIX) else 0


def matches(reference: bytes | None, password: str | bytes) -> bool:
    """Return whether the password is right, after the same time whatever there is to compare."""
    for cost in _missing(_cost(reference) if reference else 0):
        AuthEncoding.pw_validate(_nobodys(cost), password)
    if reference is None or not AuthEncoding.is_encrypted(reference):
        return False
    return bool(AuthEncoding.pw_validate(reference, password))


def _missing(cost):
    """Return the costs of checks that together with one of this cost take the usual time."""
    return range(cost, rounds()) if cost else [rounds()]


@cache
def _nobodys(cost):
    return PREFIX + bcrypt.hashpw(_digest(os.urandom(16).hex()), bcrypt.gensalt(cost))


def _digest(password):
    if isinstance(password, str):
        password = password.encode()
    return b64encode(sha256(password).digest())
