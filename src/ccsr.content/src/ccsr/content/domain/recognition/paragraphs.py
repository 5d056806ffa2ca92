"""Paragraphs that have no mark: a wider gap parts them, or the line of a table."""

from __future__ import annotations

from ccsr.content.domain.recognition.boxes import runs
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.flow import Line
from ccsr.content.domain.recognition.flow import plain
from collections.abc import Sequence
from statistics import median


#: A gap wider than this many times the usual one between two lines parts paragraphs.
WIDER = 1.1
#: Fewer lines show no usual gap.
FEWEST = 3


def count(flow: Flow, lines: Sequence[Line]) -> int:
    """Return how many paragraphs the lines make; 0 where that cannot be seen.

    It can where all stand on one sheet in one column, and each ends with a full stop.
    """
    lines = [line for line in lines if any(letter.isalnum() for letter in line.text)]
    bottoms = _bottoms(flow, lines)
    if len(bottoms) < FEWEST:
        return 0
    gaps = [below - above for above, below in zip(bottoms, bottoms[1:], strict=False)]
    usual = median(gaps)
    if min(gaps) <= 0 or usual > WIDER * min(gaps):
        return 0
    ends = [place for place, gap in enumerate(gaps) if gap > WIDER * usual]
    whole = all(lines[place].text.endswith(".") for place in [*ends, len(lines) - 1])
    return len(ends) + 1 if whole else 0


def _bottoms(flow: Flow, lines: Sequence[Line]) -> list[float]:
    """Return where each line ends on its sheet; [] where they do not follow each other there."""
    if len({line.page for line in lines}) != 1:
        return []
    sheet = flow.sheet(lines[0].page)
    printed = list(runs(sheet.words)) if sheet else []
    texts = [" ".join(plain(" ".join(word.text for word in run))) for run in printed]
    wanted = [line.text for line in lines]
    for start in range(len(texts) - len(wanted) + 1):
        if texts[start : start + len(wanted)] == wanted:
            return [max(word.bottom for word in run) for run in printed[start:][: len(wanted)]]
    return []
