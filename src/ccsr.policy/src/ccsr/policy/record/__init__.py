"""The record of who did what: append-only lines beside the ZODB, chained by keyed hashes.

Whoever does something tells it with ``ccsr.content.noted.note``; the subscribers
here write down that, and what they see for themselves: reads, changes, refusals.
``entries`` asks it. docs/explanation/record.rst says what is promised.
"""

from ccsr.policy.record.reading import entries
from ccsr.policy.record.reading import Entry


__all__ = ["entries", "Entry"]
