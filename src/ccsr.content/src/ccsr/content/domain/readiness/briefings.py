"""Briefings: when one may be sent, its versions, and who has opened it."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.config.terms import Term
from dataclasses import dataclass
from datetime import datetime
from zope.i18nmessageid import Message


KINDS = (
    Term("key_message", _("briefing_key_message", default="Key message to all staff")),
    Term("briefing", _("briefing_briefing", default="Briefing of those closely involved")),
    Term("update", _("briefing_update", default="Update for senior management")),
)

NO_WELSH = _(
    "briefing_no_welsh",
    default="Write title and text in both languages before it is sent.",
)
NOBODY = _(
    "briefing_nobody",
    default="Nobody in these groups can open it. Choose others, or have accounts made first.",
)
NOTHING_NEW = _(
    "briefing_nothing_new", default="This version was sent before. Change it before you send again."
)


@dataclass(frozen=True)
class Words:
    """What a briefing says."""

    title: str
    title_cy: str
    text: str
    text_cy: str

    def is_whole(self) -> bool:
        """Return whether it says so in both languages."""
        return all(
            one and one.strip() for one in (self.title, self.title_cy, self.text, self.text_cy)
        )


@dataclass(frozen=True)
class Version:
    """What was sent: its number from 1, by whom (user id), to whom (group ids, user ids)."""

    number: int
    at: datetime
    by: str
    words: Words
    audience: tuple[str, ...]
    told: tuple[str, ...]


def problem(words: Words, last: Version | None, told: tuple[str, ...]) -> Message | None:
    """Return why it cannot be sent, None where it can.

    ``told`` are those who would be; the same words to the same people are no new version.
    """
    if not words.is_whole():
        return NO_WELSH
    if not told:
        return NOBODY
    is_same = last is not None and last.words == words and set(told) <= set(last.told)
    return NOTHING_NEW if is_same else None


def has_unsent(words: Words, last: Version | None) -> bool:
    """Return whether it says something else than what was sent last."""
    return last is not None and last.words != words
