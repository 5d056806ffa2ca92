"""A value that was read, with the words that it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


Value = int | str | date | tuple[str, ...]

#: Remarks on a proposal: it holds at admission; the text goes on with an exception.
ON_ADMISSION = "on_admission"
EXCEPTION = "exception"


@dataclass(frozen=True)
class Proposal:
    """The value of ``field``, and the passage ``text[start:end]`` that says it."""

    field: str
    value: Value
    start: int
    end: int
    passage: str
    remark: str = ""

    @classmethod
    def of(
        cls, text: str, field: str, value: Value, start: int, end: int, remark: str = ""
    ) -> Proposal:
        """Return a proposal whose passage begins and ends with a word."""
        passage = text[start:end]
        start += len(passage) - len(passage.lstrip())
        passage = passage.strip()
        return cls(field, value, start, start + len(passage), passage, remark)
