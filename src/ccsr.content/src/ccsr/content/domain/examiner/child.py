"""The process that opens files; started by the portal, never imported by it.

It forks a process for each file. That one has limits of memory, work and time,
and no descriptor left to open a file or a connection with.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import ctypes
import os
import resource
import signal
import socket
import sys


CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_NO_NEW_PRIVS = 38
#: The portal's requests go first.
NICE = 5

#: Bytes of the longest question.
QUESTION = 4096

Answers = Callable[[bytes], Iterator[bytes]]


def main(paths: list[str]) -> None:
    """Examine what comes over the socket on descriptor 0, until the portal is gone."""
    leave_network()
    os.nice(NICE)
    sys.path[:0] = paths
    from ccsr.content.domain.examiner import questions

    questions.warm_up()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=0) as portal:
        portal.send(b"ready")
        while True:
            asked, descriptors, *_rest = socket.recv_fds(portal, QUESTION, 2)
            if not descriptors:
                return
            _fork(portal, partial(questions.answers, asked=asked), *descriptors)


def leave_network() -> None:
    """Take the process off the network, where the kernel lets it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.unshare(CLONE_NEWNET):
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)


def _fork(portal: socket.socket, answers: Answers, file: int, answer: int) -> None:
    if os.fork():
        os.close(file)
        os.close(answer)
        return
    try:
        portal.close()
        examine(answers, file, answer)
    finally:
        os._exit(0)


def examine(answers: Answers, file: int, answer: int) -> None:
    """Write to ``answer`` what there is to say of ``file``, within the limits."""
    with open(file, "rb") as opened:
        data = opened.read()
    confine()
    with open(answer, "wb") as written:
        for part in answers(data):
            written.write(part)


def confine() -> None:
    """Set the limits of this process; nothing it does can lift them."""
    from ccsr.content.domain.examiner import limits

    signal.alarm(limits.TIME)
    for what, most in (
        (resource.RLIMIT_AS, limits.MEMORY),
        (resource.RLIMIT_CPU, limits.WORK),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        # Descriptors that are open stay so; no file or socket can be opened.
        (resource.RLIMIT_NOFILE, 0),
    ):
        with suppress(ValueError):
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main(sys.argv[1:])
