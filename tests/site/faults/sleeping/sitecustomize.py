"""Sleeps as libfaketime 0.9.10 lets Python 3.11 sleep: ``time.sleep`` would fail with EINVAL.

It asks the kernel for a moment of the monotonic clock, which that library takes for one
of the clock that it turns.
"""

import select
import time


def _sleep(seconds: float) -> None:
    select.select([], [], [], seconds)


time.sleep = _sleep
