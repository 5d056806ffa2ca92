"""Clients in threads that ask the same without a pause while something is changed."""

from contextlib import contextmanager
from dataclasses import dataclass

import threading
import time


@dataclass(frozen=True)
class Told:
    """An answer, and when it was asked for and told (seconds)."""

    began: float
    ended: float
    answer: object
    thread: int


class Askers:
    """Asks in threads; keeps every answer."""

    def __init__(self, *ways):
        self.told = []
        self.failed = []
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._run, args=(way,)) for way in ways]

    def _run(self, way):
        try:
            while not self._stop.is_set():
                began = time.monotonic()
                answer = way()
                self.told.append(Told(began, time.monotonic(), answer, threading.get_ident()))
        # To be raised where the test sees it.
        except Exception as failure:
            self.failed.append(failure)

    def answered(self, patience=60.0):
        """Wait until each has asked, and was answered, since now."""
        since, late = time.monotonic(), time.monotonic() + patience
        while not self.failed and self._answered_since(since) < len(self._threads):
            assert time.monotonic() < late, "no answer came"
            time.sleep(0.01)

    def _answered_since(self, moment):
        return len({told.thread for told in self.told if told.began > moment})

    @contextmanager
    def at_work(self):
        """Ask until the block is left."""
        for thread in self._threads:
            thread.start()
        try:
            yield self
        finally:
            self._stop.set()
            for thread in self._threads:
                thread.join()
        assert not self.failed, self.failed[0]


@dataclass
class Timeline:
    """What was true from when to when: each change with its begin, its end and what it led to."""

    start: object
    changes: list

    def __init__(self, start):
        self.start = start
        self.changes = []

    def change(self, do, leads_to):
        """Make a change, and note what is true from its end on."""
        began = time.monotonic()
        do()
        self.changes.append((began, time.monotonic(), leads_to))

    def possible(self, told):
        """Return what an answer may say: what was true at some moment of it."""
        states = [self.start]
        for began, ended, state in self.changes:
            if ended < told.began:
                states = [state]
            elif began < told.ended:
                states.append(state)
        return states

    def exact(self, told):
        """Return whether nothing was being changed meanwhile."""
        return len(self.possible(told)) == 1
