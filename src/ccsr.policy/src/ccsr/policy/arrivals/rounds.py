"""Going on until asked to end: a look, then a while of nothing, then the next look."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import signal


@contextmanager
def ending() -> Iterator[Event]:
    """Yield what is set when the program is asked to end; what it does then is finished."""
    asked = Event()
    before = {
        number: signal.signal(number, lambda *_: asked.set())
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def rounds(asked: Event, seconds: float, most: int | None = None) -> Iterator[int]:
    """Yield the number of each look, ``seconds`` apart, until asked to end or there were so many."""
    number = 0
    while not asked.is_set() and (most is None or number < most):
        if number and asked.wait(seconds):
            return
        number += 1
        yield number
