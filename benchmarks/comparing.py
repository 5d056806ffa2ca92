"""Seconds that the differences of two long reports take, beside difflib on the same words.

``python benchmarks/comparing.py``: real reports of ``../shared/data/reports``, put together
to some thirty pages on each side.
"""

from ccsr.content.domain.comparing import texts
from ccsr.content.domain.comparing import words
from ccsr.content.domain.comparing.paragraphs import paragraphs
from difflib import SequenceMatcher
from pathlib import Path
from time import perf_counter

import pypdfium2


REPORTS = Path(__file__).parents[2] / "shared" / "data" / "reports"
LEFT = ("80449_bradford_2018", "80474_herefordshire", "80572_torbay")
RIGHT = ("80449_bradford_2026", "80461_devon", "80552_shropshire")


def pages(names):
    """Return the text of each page of several reports, one after the other."""
    found = []
    for name in names:
        [path] = REPORTS.glob(f"{name}*.pdf")
        document = pypdfium2.PdfDocument(path)
        found += [page.get_textpage().get_text_range() for page in document]
    return found


def timed(what, done):
    """Print how long something took."""
    start = perf_counter()
    result = done()
    print(f"{what:44} {perf_counter() - start:8.2f} s  {result}")


def by_difflib(left, right):
    """Compare words by difflib, paragraph for paragraph in one go."""
    ours, yours = (
        [key for one in paragraphs(side) for key in words.keys(one.text)] for side in (left, right)
    )
    codes = SequenceMatcher(None, ours, yours, autojunk=False).get_opcodes()
    return f"{len(codes)} runs of {len(ours)} and {len(yours)} words"


def main():
    """Print the figures."""
    left, right = pages(LEFT), pages(RIGHT)
    moved = left[len(left) // 2 :] + left[: len(left) // 2]
    print(f"{len(left)} and {len(right)} pages")
    timed("two different reports", lambda: texts.compare(left, right).counts)
    timed("the same report", lambda: texts.compare(left, left).counts)
    timed("the same report, its halves exchanged", lambda: texts.compare(left, moved).counts)
    timed("difflib, two different reports", lambda: by_difflib(left, right))


if __name__ == "__main__":
    main()
