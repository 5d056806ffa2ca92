"""A folder that files are put into: what is whole is taken and put away.

It is looked into from time to time, which works on shares of a network as well, where
nothing tells of a change. A file is whole when two looks find the same size and time, and
nobody on this machine has it open for writing. Only what lies in the folder itself is
looked at: no folder within it, nothing hidden, no link, no device.
"""

from ccsr.content.domain import archives
from ccsr.content.domain import uploads
from ccsr.policy.arrivals.outcomes import Outcome
from ccsr.policy.arrivals.outcomes import REFUSED
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import BinaryIO

import errno
import fcntl
import os
import stat


DONE, FAILED = "done", "failed"
#: What programs call a file that they are still writing.
UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", ".filepart")
#: What stands in the name of the text beside a file that was not taken, or not whole.
REASON = ".txt"
#: Characters of a name that leave room for a number and the ending of the reason.
LONGEST = 120
#: Where a system has no such calls, links are told by looking alone.
FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Changed(Exception):
    """The file is not the one that was looked at: it is looked at again."""


@dataclass(frozen=True)
class Seen:
    """A file as it was looked at."""

    path: Path
    inode: int
    size: int
    changed: int


@dataclass
class Folder:
    """Remembers from look to look what was there."""

    path: Path
    seen: frozenset[Seen] = field(default=frozenset())

    def prepare(self) -> None:
        """Make the folders for what is done and what failed; raises ``OSError``."""
        for name in (DONE, FAILED):
            (self.path / name).mkdir(exist_ok=True)

    def look(self) -> tuple[list[Seen], int]:
        """Return what is whole, in order of name, and how many files are not yet."""
        now = frozenset(self._files())
        whole = {one for one in now & self.seen if not is_being_written(one.path)}
        self.seen = now
        return sorted(whole, key=lambda one: one.path.name), len(now - whole)

    def _files(self) -> Iterator[Seen]:
        with os.scandir(self.path) as entries:
            for entry in entries:
                if not _counts(entry.name):
                    continue
                # It may be gone by now, or on a share that has just lost it.
                with suppress(OSError):
                    found = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(found.st_mode):
                        yield _seen(Path(entry.path), found)

    def put_away(self, seen: Seen, outcome: Outcome) -> Path:
        """Move a file to where it belongs, with the reason where there is one.

        Raises ``Changed`` where another file has its name by now.
        """
        target = self._free(DONE if outcome.is_done else FAILED, seen.path.name)
        if outcome.notes:
            _write(Path(f"{target}{REASON}"), "\n".join(outcome.notes) + "\n")
        if not _is_still(seen):
            Path(f"{target}{REASON}").unlink(missing_ok=True)
            raise Changed(seen.path.name)
        seen.path.replace(target)
        self.seen -= {seen}
        return target

    def _free(self, name: str, file: str) -> Path:
        """Return a path that nothing has; what was put away before is never replaced."""
        stem, ending = os.path.splitext(file)
        stem = stem.encode()[:LONGEST].decode(errors="ignore")
        target = self.path / name / f"{stem}{ending[:20]}"
        count = 1
        while os.path.lexists(target):
            count += 1
            target = self.path / name / f"{stem} ({count}){ending[:20]}"
        return target


def too_large(seen: Seen) -> str:
    """Return the rule by which a file is refused unread; '' where it may be read."""
    if seen.path.suffix.lower() == archives.SUFFIX:
        return "archive_large" if seen.size > archives.LARGEST else ""
    return "too_large" if seen.size > uploads.LARGEST else ""


@contextmanager
def opened(seen: Seen) -> Iterator[BinaryIO]:
    """Yield a file that is still the one that was seen; raises ``Changed`` or ``OSError``."""
    with os.fdopen(os.open(seen.path, FLAGS), "rb") as file:
        if _seen(seen.path, os.fstat(file.fileno())) != seen:
            raise Changed(seen.path.name)
        yield file


def refused(reason: str) -> Outcome:
    """Return the outcome of a file that is not even sent."""
    return Outcome(REFUSED, (reason,))


def is_being_written(path: Path) -> bool:
    """Return whether a program of this machine has it open for writing, as far as is known."""
    try:
        descriptor = os.open(path, FLAGS)
    except OSError:
        return False
    try:
        # A lease to read is refused while anybody may write; shares know no leases.
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    finally:
        os.close(descriptor)
    return False


def _counts(name: str) -> bool:
    return not name.startswith((".", "~$")) and not name.lower().endswith(UNFINISHED)


def _seen(path: Path, found: os.stat_result) -> Seen:
    return Seen(path, found.st_ino, found.st_size, found.st_mtime_ns)


def _is_still(seen: Seen) -> bool:
    with suppress(OSError):
        return _seen(seen.path, os.lstat(seen.path)) == seen
    return False


def _write(path: Path, text: str) -> None:
    made = path.with_name(f".{path.name}")
    made.write_text(text, encoding="utf-8")
    made.replace(path)
