"""What was filed from the intake, and is remembered for a while: which file became which drafts.

``intake.drafting`` files, and takes back.
"""

from __future__ import annotations

from ccsr.content.content import kept
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta


KEY = "ccsr.content.filings"
#: How long it is remembered what became of a file.
KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Filing:
    """One file that was filed: ``documents`` are the UIDs of its drafts.

    ``id`` sorts by time, ``batch`` is its drop, ``item`` the id that it had, ``name`` the
    name of the file.
    """

    id: str
    batch: str
    item: str
    name: str
    by: str
    at: datetime
    documents: tuple[str, ...]


def filings() -> list[Filing]:
    """Return what was filed lately, the earliest first."""
    return list(kept.read(KEY).values())


def get(id: str) -> Filing | None:
    """Return a filing, None where there is none."""
    found = kept.read(KEY).get(id)
    return found if isinstance(found, Filing) else None


def remember(made: Filing) -> None:
    """Keep what was filed, and let go of what was long ago."""
    tree = kept.tree(KEY)
    tree[made.id] = made
    # Ids begin with the time.
    for id in list(tree.keys(max=(made.at - KEPT).isoformat())):
        del tree[id]


def forget(found: Filing) -> None:
    """Let go of what was taken back."""
    del kept.tree(KEY)[found.id]
