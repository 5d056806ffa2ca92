"""A text cut where the passages of proposals begin and end, to be marked."""

from __future__ import annotations

from ccsr.content.domain.reading.proposal import Proposal
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Segment:
    """A piece of the text, and the fields that were read from it; none for the rest."""

    text: str
    fields: tuple[str, ...]


def segments(text: str, proposals: Iterable[Proposal]) -> Iterator[Segment]:
    """Yield the pieces of a text in order; together they are the text."""
    found = list(proposals)
    ends = {0, len(text), *(one.start for one in found), *(one.end for one in found)}
    cuts = sorted(ends)
    for start, end in zip(cuts, cuts[1:], strict=False):
        inside = tuple(one.field for one in found if one.start <= start and end <= one.end)
        yield Segment(text[start:end], inside)
