"""What an administrator may write for a number or a day, so that reading it comes to an end.

A regular expression may take longer than anybody waits, and nothing else is answered meanwhile.
"""

from __future__ import annotations

from datetime import datetime

import re


#: The longest number that is looked at by a pattern.
LONGEST_NUMBER = 60
#: How often a pattern may say "as many as there are", and "this or that".
MOST_REPEATS, MOST_CHOICES = 2, 8

ESCAPED = re.compile(r"\\.", re.DOTALL)
SET = re.compile(r"\[\^?\]?[^\]]*\]")
#: A number of times that is certain takes no longer than what it repeats.
CERTAIN = re.compile(r"(?<!\))\{\d{1,2}\}")


def is_quick(pattern: str) -> bool:
    """Return whether a pattern is sure to be tried in no time on a number of any kind.

    No group is repeated, and nothing refers to what another group has found.
    """
    if re.search(r"\\[1-9]|\(\?P=|\(\?\(", pattern):
        return False
    bare = SET.sub("x", ESCAPED.sub("x", pattern))
    bare = CERTAIN.sub("", re.sub(r"\(\?(?:P<\w+>|[:=!]|<[=!])", "(", bare))
    if re.search(r"\)[*+{]", bare):
        return False
    repeats = re.findall(r"[*+{]", re.sub(r"([*+}])[?+]", r"\1", bare))
    choices = re.findall(r"[?|]", bare)
    return len(repeats) <= MOST_REPEATS and len(choices) <= MOST_CHOICES


def is_day(pattern: str) -> bool:
    """Return whether days can be written like this."""
    day = datetime(2001, 2, 3)
    try:
        return datetime.strptime(day.strftime(pattern), pattern) == day
    except (ValueError, re.error):
        return False
