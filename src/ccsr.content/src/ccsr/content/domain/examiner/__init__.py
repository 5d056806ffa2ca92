"""The portal's side of the examiner: files go out, verdicts come back.

One process (``child.py``) has loaded the readers of PDF and forks a process of
its own for each file, so that a file costs milliseconds rather than the start of
an interpreter, and can spoil nothing for the next. File and answer pass as
descriptors over a socket.
"""

from __future__ import annotations

from ccsr.content.domain.examiner import frames
from ccsr.content.domain.examiner import limits
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import Any
from typing import IO

import json
import logging
import os
import select
import socket
import subprocess
import sys
import time


logger = logging.getLogger(__name__)

CHILD = Path(__file__).with_name("child.py")
READY = b"ready"
VERDICT = ("verdict",)
#: Seconds until the examiner has started.
START = 60
#: Seconds after which a process that should have ended itself is ended.
GRACE = 10


class NoExaminer(RuntimeError):
    """The examiner does not start, so no file can be taken."""


class Examiner:
    """A process that is started with the first file, and again if it has died."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._socket: socket.socket | None = None
        self.process: subprocess.Popen[bytes] | None = None

    def ask(self, data: bytes, *question: Any) -> bytes:
        """Return the answer to a question about a file (``questions``), else its verdict.

        It is ``b""`` where the process for it died at once.
        """
        with TemporaryFile() as file, _pipe() as (answer, end):
            file.write(data)
            file.flush()
            file.seek(0)
            asked = json.dumps(question or VERDICT).encode()
            self._send(asked, [file.fileno(), end.fileno()])
            # Only the examiner writes now: its end is the end of the answer.
            end.close()
            found = _read(answer.fileno(), limits.TIME + GRACE)
        if found is None:
            self.stop()
        return found or b""

    def _send(self, asked: bytes, descriptors: list[int]) -> None:
        with self._lock:
            try:
                socket.send_fds(self._started(), [asked], descriptors)
            except OSError:
                self._end()
                socket.send_fds(self._started(), [asked], descriptors)

    def _started(self) -> socket.socket:
        if self._socket is None:
            ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with its:
                self.process = _start(its)
            self._socket = ours
            ours.settimeout(START)
            if _received(ours) != READY:
                self._end()
                raise NoExaminer(f"Try to start it: {sys.executable} {CHILD}")
        return self._socket

    def stop(self) -> None:
        """End the process and whatever it has forked; the next file starts another."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._socket is not None:
            self._socket.close()
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, 9)
            self.process.wait()
        self._socket = self.process = None


def _start(its: socket.socket) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-I", "-S", str(CHILD), *sys.path],
        stdin=its.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    )


def _received(ours: socket.socket) -> bytes:
    try:
        return ours.recv(len(READY))
    except OSError:
        return b""


@contextmanager
def _pipe() -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    # Closed as files: a number that is closed twice may be another thread's by then.
    reader, writer = os.pipe()
    with open(reader, "rb", 0) as answer, open(writer, "wb", 0) as end:
        yield answer, end


def _read(answer: int, seconds: float) -> bytes | None:
    """Return what is written until the end, None if that is too late or too much."""
    end = time.monotonic() + seconds
    found = bytearray()
    waiting = select.poll()
    waiting.register(answer, select.POLLIN)
    while waiting.poll(max(0, end - time.monotonic()) * 1000):
        part = os.read(answer, 1 << 16)
        if not part:
            return bytes(found)
        found += part
        if len(found) > limits.ANSWER:
            break
    return None


examiner = Examiner()


def refusal_or_pages(data: bytes) -> str | list[tuple[str, bool]]:
    """Return the name of the rule that refuses a PDF, or what there is of each page.

    That is its text, and whether a machine is to read its picture.
    """
    found = _understood(examiner.ask(data))
    if found is None:
        logger.warning("No verdict about the file with SHA-256 %s", sha256(data).hexdigest())
        return "unexamined"
    return found


def parts(data: bytes, *question: Any) -> str | list[bytes]:
    """Return the parts of an answer, or the name of the rule that refuses the file.

    An answer without its end is none: something in the file stopped the process.
    """
    found: list[bytes] = []
    for kind, part in frames.unframed(examiner.ask(data, *question)):
        if kind == frames.END:
            return found
        if kind == frames.REFUSED:
            return part.decode("ascii", "replace")
        found.append(part)
    logger.warning("No answer about the file with SHA-256 %s", sha256(data).hexdigest())
    return "unexamined"


def _understood(answer: bytes) -> str | list[tuple[str, bool]] | None:
    # A file that took its process over may have written anything.
    try:
        found: Any = json.loads(answer)
    except ValueError:
        return None
    if isinstance(found, str):
        return found
    if isinstance(found, list) and found and all(map(_is_page, found)):
        return [(text, is_picture) for text, is_picture in found]
    return None


def _is_page(found: Any) -> bool:
    return isinstance(found, list) and [type(one) for one in found] == [str, bool]
