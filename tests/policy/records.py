"""A record of a test's own: another directory, when what was noted before is where it belongs."""

from ccsr.policy.record.writer import WRITERS
from contextlib import contextmanager

import os


@contextmanager
def elsewhere(place, **environment):
    """Keep the record in another directory for a while."""
    settle()
    before = dict(os.environ)
    os.environ.update({"CCSR_VAR": str(place), **environment})
    try:
        yield place
        settle()
    finally:
        os.environ.clear()
        os.environ.update(before)


def settle():
    """Wait until all that was noted is in its tables."""
    assert all(writer.settle(60) for writer in WRITERS.values())
