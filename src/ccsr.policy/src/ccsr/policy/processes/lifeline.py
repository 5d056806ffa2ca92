"""What ties a process to its parent: a pipe that nobody else holds the other end of.

The kernel closes it with the parent, also where that is killed.
"""

from threading import Thread

import os
import signal
import sys
import time


#: Tells a process that its standard input is the lifeline.
OPTION = "--attached"
#: Seconds in which it may end in its own way.
GRACE = 5.0


def follow() -> None:
    """End this process when its parent ends, if it was started with a lifeline."""
    if OPTION in sys.argv[1:]:
        Thread(target=_follow, name="ccsr-lifeline", daemon=True).start()


def _follow() -> None:
    while os.read(sys.stdin.fileno(), 100):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)
