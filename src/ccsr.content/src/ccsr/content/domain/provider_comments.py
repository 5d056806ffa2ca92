"""A provider's comment beside a complaint or an enforcement action: one at a time, dated."""

from __future__ import annotations

from ccsr.content import _
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import unicodedata


#: Characters of the longest comment.
LONGEST = 2000
#: Characters below these classes are no text: controls, and what turns the reading direction.
NO_TEXT = frozenset({"Cc", "Cf", "Cs", "Co"})

EMPTY = _("provider_comment_empty", default="Write the comment first.")
TOO_LONG = _(
    "provider_comment_too_long",
    default="The comment is longer than ${longest} characters. Shorten it.",
    mapping={"longest": str(LONGEST)},
)


@dataclass(frozen=True)
class Comment:
    """One comment: by which account and when, and when it was withdrawn, if it was."""

    text: str
    by: str
    at: datetime
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None

    @property
    def is_withdrawn(self) -> bool:
        """Return whether it is shown no longer."""
        return self.withdrawn_at is not None


def plain(text: str) -> str:
    """Return a text as it is kept: lines of characters that can be seen, and nothing around them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(filter(_is_text, line)).rstrip() for line in lines).strip()


def _is_text(character: str) -> bool:
    return character == "\t" or unicodedata.category(character) not in NO_TEXT


def problem(text: str) -> Any:
    """Return the message of why a plain text cannot be kept, None where it can."""
    if not text:
        return EMPTY
    return TOO_LONG if len(text) > LONGEST else None


def current(comments: list[Comment]) -> Comment | None:
    """Return the comment that is shown: the last one, unless it was withdrawn."""
    return comments[-1] if comments and not comments[-1].is_withdrawn else None
