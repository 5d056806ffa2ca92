"""From a folder into intake: each file is taken, then put away. Never lost, never twice.

A program that is killed between both finds the file again, and the portal knows its bytes.
"""

from ccsr.content.domain import archives
from ccsr.content.domain import uploads
from ccsr.policy.arrivals import folder as folders
from ccsr.policy.arrivals.folder import Folder
from ccsr.policy.arrivals.folder import Seen
from ccsr.policy.arrivals.outcomes import Outcome
from ccsr.policy.arrivals.ways import Drop
from ccsr.policy.arrivals.ways import Way
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from zope.i18n import translate


@dataclass(frozen=True)
class PutAway:
    """A file with what became of it and where it lies now; for programs as ``told``."""

    file: str
    outcome: Outcome
    path: Path

    @property
    def told(self) -> dict[str, object]:
        """Return it as JSON holds it."""
        notes = list(self.outcome.notes)
        return {
            "file": self.file,
            "state": self.outcome.state,
            "notes": notes,
            "path": str(self.path),
        }


@dataclass(frozen=True)
class Stuck:
    """A file that cannot be read or moved at the moment; it stays, and is tried again."""

    file: str
    reason: str


def take_all(
    folder: Folder, whole: list[Seen], way: Way, language: str, asked: Event
) -> Iterator[PutAway | Stuck]:
    """Take files as one drop until asked to end; raises ``Away`` with the rest untouched."""
    if not whole:
        return
    with way.drop() as drop:
        for seen in whole:
            if asked.is_set():
                return
            try:
                outcome = _take(seen, drop, language)
                yield PutAway(seen.path.name, outcome, folder.put_away(seen, outcome))
            except folders.Changed:
                continue
            except OSError as error:
                yield Stuck(seen.path.name, error.strerror or str(error))


def _take(seen: Seen, drop: Drop, language: str) -> Outcome:
    rule = folders.too_large(seen)
    if rule:
        message = {**uploads.SENTENCES, **archives.SENTENCES}[rule]
        return folders.refused(translate(message, target_language=language))
    with folders.opened(seen) as file:
        return drop.take(seen.path.name, file)
