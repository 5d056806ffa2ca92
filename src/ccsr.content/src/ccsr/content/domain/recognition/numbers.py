"""The forms in which an inspectorate's number of a service is printed."""

from __future__ import annotations

from ccsr.content.domain.naming import bare_number

import re


#: Letters that a scan takes for a figure.
MISREAD = str.maketrans("oqdilzsbg", "000112589")
_LEADING = re.compile(r"^([a-z]*)0+(?=\d)")
_NOT_OF_A_NUMBER = re.compile(r"[^0-9a-z]+")
#: Shorter ones are too much like any other number to be taken for a misreading.
LONG_ENOUGH = 5


def same_number(text: str) -> str:
    """Return a number as it is compared: "SC 012345", "sc012345" and "SC12345" are one."""
    bare = _NOT_OF_A_NUMBER.sub("", bare_number(text))
    return _LEADING.sub(r"\1", bare)


def misread(text: str) -> str:
    """Return a number as a bad scan may have it; '' where it is too short to tell."""
    bare = _NOT_OF_A_NUMBER.sub("", bare_number(text))
    return bare.translate(MISREAD) if len(bare) >= LONG_ENOUGH else ""
