"""What an officer does to the marks of a document."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.content import redaction
from ccsr.content.domain.lines import lines
from ccsr.content.domain.paper import Word
from ccsr.content.domain.redaction import suggestions as rules
from ccsr.content.domain.redaction.marks import Box
from ccsr.content.domain.redaction.marks import LONGEST_NOTE
from ccsr.content.domain.redaction.marks import Mark
from ccsr.content.domain.redaction.marks import MOST_MARKS
from ccsr.content.domain.redaction.marks import new_id
from ccsr.content.domain.redaction.occurrences import occurrences
from ccsr.content.domain.redaction.suggestions import said
from ccsr.content.domain.redaction.suggestions import Suggestion
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from typing import Any
from zope.i18nmessageid import Message


NO_REASON = _("redact_no_reason", default="Choose a reason.")
NOTHING = _("redact_nothing", default="Choose some words, or draw a box, first.")
NO_PHRASE = _("redact_no_phrase", default="Type the words that are to be removed.")
NOT_SAID = _("redact_not_said", default="“${phrase}” stands nowhere in the document.")
TOO_MANY = _("redact_too_many", default="There are too many marks: at most ${most}.")
NOTE_TOO_LONG = _(
    "redact_note_too_long", default="The note is too long: at most ${most} characters."
)


@dataclass(frozen=True)
class Why:
    """Why something is marked, and by whom."""

    reason: str
    note: str
    by: str

    def refusal(self, known: Iterable[str]) -> Any:
        """Return the sentence that says what is wrong, None where nothing is."""
        if self.reason not in known:
            return NO_REASON
        return _filled(NOTE_TOO_LONG, most=LONGEST_NOTE) if len(self.note) > LONGEST_NOTE else None

    def mark(
        self, page: int, boxes: tuple[Box, ...], text: str, rule: str = "", drawn: bool = False
    ) -> Mark:
        """Return a mark for that reason."""
        now = datetime.now(UTC)
        return Mark(page, boxes, text, self.reason, self.note, self.by, now, rule, drawn, new_id())


def of_words(
    page: int, words: Sequence[Word], places: Iterable[int], why: Why, rule: str = ""
) -> Mark:
    """Return the mark of some words of a page."""
    chosen = sorted(place for place in set(places) if 0 <= place < len(words))
    boxes = tuple(
        (one.left, one.top, one.right, one.bottom) for one in (words[at] for at in chosen)
    )
    return why.mark(page, boxes, said(words, chosen), rule)


def of_runs(page: int, words: Sequence[Word], places: Iterable[int], why: Why) -> list[Mark]:
    """Return a mark for each run of words that stand one after the other."""
    runs: list[list[int]] = []
    for place in sorted(set(places)):
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        elif 0 <= place < len(words):
            runs.append([place])
    return [of_words(page, words, run, why) for run in runs if run[-1] < len(words)]


def of_phrase(words: redaction.Words, phrase: str, why: Why) -> list[Mark]:
    """Return a mark for each time that a phrase is said."""
    return [
        of_words(page, found, places, why)
        for page, found in words.items()
        for places in occurrences(found, phrase)
    ]


def suggested(document: Any, words: redaction.Words) -> Iterator[Suggestion]:
    """Yield what the rules propose and nobody has marked or rejected."""
    stored = redaction.kept(document)
    rejected = stored.rejected if stored else frozenset()
    marked = {(mark.page, box) for mark in redaction.marks(document) for box in mark.boxes}
    for page, found in words.items():
        for one in rules.suggestions(page, found):
            if rules.remembered(one) not in rejected and not _is_marked(one, found, marked):
                yield one


def _is_marked(one: Suggestion, words: Sequence[Word], marked: set[Any]) -> bool:
    boxes = {
        (word.left, word.top, word.right, word.bottom) for word in (words[at] for at in one.places)
    }
    return {(one.page, box) for box in boxes} <= marked


def rows(words: Sequence[Word]) -> list[list[int]]:
    """Return the places of a page's words line by line."""
    found, start = [], 0
    for line in lines(words):
        end = start + line.text.count(" ") + 1
        found.append(list(range(start, min(end, len(words)))))
        start = end
    return found


def too_many(document: Any, new: Sequence[Mark]) -> Any:
    """Return the sentence that there would be too many marks, or None."""
    count = len(redaction.marks(document)) + len(new)
    return _filled(TOO_MANY, most=MOST_MARKS) if count > MOST_MARKS else None


def not_said(phrase: str) -> Any:
    """Return the sentence that a phrase stands nowhere."""
    return _filled(NOT_SAID, phrase=phrase)


def _filled(message: Any, **values: Any) -> Any:
    return Message(message, mapping={name: str(value) for name, value in values.items()})
