"""Processes that end with this one and are started anew when they end before."""

from ccsr.policy.processes import lifeline
from collections.abc import Mapping
from collections.abc import Sequence
from threading import Event
from threading import Thread

import logging
import os
import subprocess
import sys
import time


logger = logging.getLogger("ccsr.processes")

#: Exit status of a child that has nothing to do as long as another process does it.
TAKEN = 3
#: Seconds until a child that ended is started anew: doubled up to the last while it
#: does not live.
FIRST_WAIT, LONGEST_WAIT = 0.3, 30.0
#: Seconds until it is asked again whether the other process still does it.
TAKEN_WAIT = 2.0
#: Seconds after which it is said to live.
LIVES = 10.0


class Child:
    """A process of ours; ``status`` is how it ended last, None before that."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        delay: float = 0.0,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self._environment = environment or {}
        self.command = [sys.executable, *command, lifeline.OPTION]
        self.process: subprocess.Popen[bytes] | None = None
        self.status: int | None = None
        self._delay = delay
        self._stopping = Event()

    def start(self) -> None:
        """Keep it running from now on."""
        if not self._delay:
            self._begin()
        Thread(target=self._keep, name=f"ccsr-{self.name}", daemon=True).start()

    def stop(self) -> None:
        """End it, and wait for its end."""
        self._stopping.set()
        process = self.process
        if process is not None:
            process.terminate()
            process.wait()

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    def _begin(self) -> None:
        # The same modules as here, also where nothing is installed; a session of its own,
        # so that Ctrl-C ends the parent first.
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                **self._environment,
            },
            start_new_session=True,
        )

    def _keep(self) -> None:
        self._stopping.wait(self._delay)
        wait = FIRST_WAIT
        while not self._stopping.is_set():
            if self.process is None:
                self._begin()
            began = time.monotonic()
            self.status = self.process.wait()
            self.process = None
            wait = self._pause(wait, time.monotonic() - began)

    def _pause(self, wait: float, lived: float) -> float:
        """Wait for the next start; return how long to wait the next time."""
        if lived > LIVES:
            wait = FIRST_WAIT
        if self.status != TAKEN and not self._stopping.is_set():
            logger.error("%s ended (%s) and is started anew", self.name, self.status)
        self._stopping.wait(min(wait, TAKEN_WAIT) if self.status == TAKEN else wait)
        return min(wait * 2, LONGEST_WAIT)
