"""Becomes the program that is named, with limits; started by ``program.run``."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import ctypes
import os
import resource
import runpy
import signal
import sys


CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38


def main(command: list[str]) -> None:
    """Confine this process, and let it be the program."""
    limits = runpy.run_path(str(Path(__file__).with_name("limits.py")))
    _leave_network()
    for what, most in (
        (resource.RLIMIT_AS, limits["MEMORY"]),
        (resource.RLIMIT_CPU, limits["WORK"]),
        (resource.RLIMIT_NOFILE, limits["FILES"]),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError):
            resource.setrlimit(what, (most, most))
    os.execv(command[0], command)


def _leave_network() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    # It ends with the worker that wants to know, whatever ends that.
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.unshare(CLONE_NEWNET):
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)


if __name__ == "__main__":
    main(sys.argv[1:])
