"""What belongs on record: told by whoever does it, written down by the site's policy."""

from dataclasses import dataclass
from dataclasses import field
from typing import Any
from zope.event import notify


@dataclass(frozen=True)
class Noted:
    """Something was done that the record must hold.

    ``kind`` is a word of the record's vocabulary, such as ``exported``; ``thing``
    the object it was done to, if there is one; ``detail`` plain values (text,
    numbers, lists of them) that say more.
    """

    kind: str
    thing: Any = None
    detail: dict[str, Any] = field(default_factory=dict)


def note(kind: str, thing: Any = None, **detail: Any) -> None:
    """Tell whoever keeps the record."""
    notify(Noted(kind, thing, detail))
