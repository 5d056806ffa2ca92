"""The ways of a file into intake: the database of this machine, or a portal over HTTP.

Both go through the function that takes an upload: the same examination, the same
refusals. What is in the portal already is known by its bytes, so that a file that comes
again, since the program was killed before it was put away, is not taken twice.
"""

from ccsr.policy.arrivals.outcomes import Outcome
from collections.abc import Iterator
from contextlib import AbstractContextManager
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO
from typing import Protocol


class Away(Exception):
    """The portal does not answer at the moment: what was to be taken stays where it is."""


@dataclass(frozen=True)
class Asked:
    """As whom files are brought, over which address, and in which language is answered."""

    account: str
    url: str = ""
    language: str = "en"


class Drop(Protocol):
    """Files that come together."""

    def take(self, name: str, file: BinaryIO) -> Outcome:
        """Have one file taken; raise ``Away``."""


class Way(Protocol):
    """Where files go."""

    def drop(self) -> AbstractContextManager[Drop]:
        """Begin a drop when its first file comes; raise ``Away``."""


@contextmanager
def way(asked: Asked, is_once: bool) -> Iterator[Way]:
    """Yield the way to use; raises ``CannotRun`` where there is none.

    Without an address it is the database of this machine: that of the running portal, or,
    once, with nobody else in it.
    """
    if asked.url:
        from ccsr.policy.arrivals.remote import Remote

        with Remote.opened(asked) as found:
            yield found
    else:
        from ccsr.policy.arrivals.local import Local

        yield Local(asked, is_once)
