"""What can go wrong with a directory, as exceptions to tell apart."""

from collections.abc import Iterator
from contextlib import contextmanager


class Busy(Exception):
    """Another process or thread is writing."""


class Unusable(Exception):
    """The directory cannot be read or written: gone, full, read-only or damaged."""


@contextmanager
def of_tantivy() -> Iterator[None]:
    """Turn what tantivy raises into ``Busy`` and ``Unusable``."""
    try:
        yield
    except (ValueError, OSError, RuntimeError) as failure:
        raise (Busy if "LockBusy" in str(failure) else Unusable)(str(failure)) from failure
    except BaseException as failure:
        # A panic of its threads is no Exception, so that it cannot be imported and named.
        if type(failure).__name__ != "PanicException":
            raise
        raise Unusable(str(failure)) from failure
