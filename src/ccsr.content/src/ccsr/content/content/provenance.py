"""Where the values of a filed document come from, kept with it and shown to staff only.

What the program read, with page and passage, and who accepted or typed what instead.
"""

from __future__ import annotations

from ccsr.content.domain.answering import Step
from ccsr.content.domain.checking import Answer
from ccsr.content.domain.recognition import Reading
from ccsr.content.interfaces import IPages
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from typing import Any
from zope.annotation.interfaces import IAnnotations


KEY = "ccsr.content.provenance"


@dataclass(frozen=True)
class Origin:
    """How a document came from the intake.

    ``filing`` is the id of its ``content.filed.Filing``, ``digest`` the SHA-256 (hex) of
    the file that was read, ``reading`` what was read as JSON, or None. ``arrived`` is when
    the file came in, ``modified`` when the draft was last changed as it was made (DateTime).
    """

    filing: str
    digest: str
    by: str
    at: datetime
    arrived: Any
    reading: dict[str, Any] | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    modified: Any = None

    def read(self) -> Reading | None:
        """Return what the program read."""
        return None if self.reading is None else Reading.from_json(self.reading)


def keep(document: Any, origin: Origin) -> None:
    """Keep where a document comes from."""
    IAnnotations(document)[KEY] = origin


def of(document: Any) -> Origin | None:
    """Return where a document comes from, None where it was added by hand."""
    found = IAnnotations(document).get(KEY)
    return found if isinstance(found, Origin) else None


def is_of_this_file(document: Any, origin: Origin) -> bool:
    """Return whether the document still has the file that was read.

    Passages of another one say what may have been taken out of it since.
    """
    return bool(IPages(document).digest == origin.digest)
