"""Which passwords are good enough: long, and not easy to guess (ASVS 5.0, 6.2).

No rules of composition, no expiry. What is not good enough gets one sentence
that says what to do.
"""

from ccsr.policy import _
from collections.abc import Iterable
from threading import Lock
from typing import Any
from zxcvbn import zxcvbn

import re


SHORTEST = 12
LONGEST = 128
#: Of 0 to 4; 3 withstands ten thousand million guesses.
STRONG = 3
#: … and what is left of it without names and words of the site.
STRONG_REST = 2
#: zxcvbn's time grows faster than the length; what is longer is not weaker.
JUDGED = 72
#: Words that an attacker of this portal tries first.
SITE_WORDS = (
    "ccsr",
    "children",
    "commissioning",
    "commissioner",
    "fostering",
    "placement",
    "wales",
    "cymru",
    "plant",
    "maethu",
    "council",
    "cyngor",
)

#: zxcvbn keeps the words of one call where the next one finds them.
_one_at_a_time = Lock()

TOO_SHORT = _(
    "password_too_short",
    default="Use at least 12 characters. Three or four words that do not belong together do well.",
)
TOO_LONG = _("password_too_long", default="Use at most 128 characters.")
EASY = _(
    "password_easy",
    default="This password is easy to guess. Add another word or two that do not belong together.",
)
ABOUT = _(
    "password_about",
    default="Your name, your e-mail address and the words of this portal are tried first. Add a word or two that have nothing to do with you.",
)
#: What zxcvbn warns of → what to do.
ADVICE = {
    "Straight rows of keys are easy to guess.": _(
        "password_rows",
        default="Rows of keys are easy to guess. Use words that do not belong together.",
    ),
    "Short keyboard patterns are easy to guess.": _(
        "password_patterns",
        default="Patterns on the keyboard are easy to guess. Use words that do not belong together.",
    ),
    'Repeats like "aaa" are easy to guess.': _(
        "password_repeats",
        default="Repeated characters are easy to guess. Use different words.",
    ),
    'Repeats like "abcabcabc" are only slightly harder to guess than "abc".': _(
        "password_repeated_words",
        default="Repeated words are easy to guess. Use different words.",
    ),
    'Sequences like "abc" or "6543" are easy to guess.': _(
        "password_sequences",
        default="Sequences such as “abc” or “6543” are easy to guess. Use words that do not belong together.",
    ),
    "Recent years are easy to guess.": _(
        "password_years",
        default="Years are easy to guess. Add a word or two that have nothing to do with you.",
    ),
    "Dates are often easy to guess.": _(
        "password_dates",
        default="Dates are easy to guess. Add a word or two that have nothing to do with you.",
    ),
    "This is a top-10 common password.": _(
        "password_common",
        default="Many people use this password. Use three or four words that do not belong together.",
    ),
    "This is similar to a commonly used password.": _(
        "password_like_common",
        default="Many people use a password like this. Use three or four words that do not belong together.",
    ),
    "Common names and surnames are easy to guess.": _(
        "password_names",
        default="Names are easy to guess. Add a word or two that have nothing to do with you.",
    ),
}
SAME_ADVICE = {
    "This is a top-100 common password.": "This is a top-10 common password.",
    "This is a very common password.": "This is a top-10 common password.",
    "Names and surnames by themselves are easy to guess.": "Common names and surnames are easy to guess.",
}


def fault(password: str, about: Iterable[str] = ()) -> Any:
    """Return what to do about a password as a message, None where it is good enough.

    ``about`` is what is known of whose it is: user name, full name, e-mail address.
    """
    if len(password) < SHORTEST:
        return TOO_SHORT
    if len(password) > LONGEST:
        return TOO_LONG
    known = _known(about)
    rest = _without(password, known)
    # zxcvbn takes the dots and spaces between known words for secrets.
    if rest != password and _judged(rest, known)["score"] < STRONG_REST:
        return ABOUT
    judged = _judged(password, known)
    if judged["score"] >= STRONG:
        return None
    warning = judged["feedback"]["warning"]
    return ADVICE.get(SAME_ADVICE.get(warning, warning), EASY)


def _judged(password: str, known: list[str]) -> dict[str, Any]:
    with _one_at_a_time:
        judged: dict[str, Any] = zxcvbn(password[:JUDGED], user_inputs=known)
    return judged


def _known(about: Iterable[str]) -> list[str]:
    own = [part for one in about for part in (one, *re.split(r"[\W_]+", one)) if len(part) > 2]
    return sorted({word.lower() for word in (*own, *SITE_WORDS)}, key=len, reverse=True)


def _without(password: str, known: list[str]) -> str:
    """Return what is left of a password without what is known of its owner and of the site."""
    return re.sub("|".join(map(re.escape, known)), "", password, flags=re.IGNORECASE)
