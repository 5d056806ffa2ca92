"""Rules of the second factor: codes that change with time (RFC 6238), and recovery codes."""

from collections.abc import Collection
from dataclasses import asdict
from dataclasses import dataclass
from typing import Literal

import hashlib
import hmac
import json
import pyotp
import secrets


#: Length of a step in seconds, and how many of them a clock may be off.
STEP = 30
DRIFT = 1
DIGITS = 6

#: Without look-alikes: recovery codes are read from paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
RECOVERY_CODES = 10
RECOVERY_LENGTH = 12

#: For how long (seconds) a secret that was shown may be confirmed.
OFFER_HOLDS = 30 * 60

#: What a password alone leads to: the portal, the question for a code, or setting one up.
State = Literal["off", "code", "enrol"]


@dataclass(frozen=True)
class Offer:
    """A secret that was shown, and whose first code is awaited.

    ``replaces`` is the moment at which the account's present second factor was set
    up, None where it has none: once that has changed, the offer is over.
    """

    secret: str
    made: float
    replaces: float | None = None

    def holds(self, now: float, present: float | None) -> bool:
        """Return whether it may still be taken, where ``present`` is set up now."""
        return now - self.made < OFFER_HOLDS and self.replaces == present

    def written(self) -> str:
        """Return it as a text."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> "Offer":
        """Return what was written."""
        return cls(**json.loads(text))


def new_secret() -> str:
    """Return a secret of 160 bits, in base 32."""
    return pyotp.random_base32()


def address(secret: str, account: str, issuer: str) -> str:
    """Return what the QR code says to an authenticator app (``otpauth://…``)."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer)


def grouped(text: str, mark: str = " ") -> str:
    """Return a text in groups of four, to be read and typed."""
    return mark.join(text[start : start + 4] for start in range(0, len(text), 4))


def plain(typed: str) -> str:
    """Return a code as it was meant, whatever stands between its groups."""
    return "".join(letter for letter in typed.lower() if letter.isalnum())


def is_timed(code: str) -> bool:
    """Return whether this looks like a code of an app, not one of recovery."""
    return len(code) == DIGITS and code.isascii() and code.isdigit()


def is_recovery(code: str) -> bool:
    """Return whether this looks like a code of recovery; nothing else is worth a hash."""
    return len(code) == RECOVERY_LENGTH and set(code) <= set(LETTERS)


def step_of(secret: str, code: str, now: float, after: int = 0) -> int | None:
    """Return the step of time that a code belongs to, None where it is not right.

    ``after`` is the last step whose code was taken: it and those before it are over.
    """
    totp, here = pyotp.TOTP(secret), int(now) // STEP
    for step in range(here - DRIFT, here + DRIFT + 1):
        if step > after and hmac.compare_digest(totp.generate_otp(step), code):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Return codes for the day on which the telephone is lost, without groups."""
    return [
        "".join(secrets.choice(LETTERS) for _ in range(RECOVERY_LENGTH))
        for _ in range(RECOVERY_CODES)
    ]


def hashed(code: str, salt: bytes) -> bytes:
    """Return what is kept of a recovery code: slow to make, since it has 59 bits only."""
    return hashlib.scrypt(code.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)


def is_required(roles: Collection[str], required: Collection[str]) -> bool:
    """Return whether an account with these roles needs a second factor."""
    return not set(required).isdisjoint(roles)


def state(is_set: bool, required: bool) -> State:
    """Return what the password of an account leads to."""
    if is_set:
        return "code"
    return "enrol" if required else "off"
