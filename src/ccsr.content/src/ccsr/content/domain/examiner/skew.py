"""How far the lines of a page lean, by the rows in which there is most and least ink.

Rows of a straight page are full of letters or empty; on a skewed page they are all
alike. Lines that run up or down, on a page that lies on its side, count as well.
"""

from __future__ import annotations

from itertools import pairwise
from PIL import Image


#: Degrees to either side that are looked at, first in these steps and then in finer ones.
MOST, STEP, FINE = 8.0, 0.5, 0.1
#: Points of the longer side of the picture on which it is measured.
SIDE = 800
#: How much clearer the rows must become for the page to be turned, and from which angle.
CLEARER, LEAST = 1.03, 0.25
WHITE = 255


def skew(page: Image.Image) -> float:
    """Return by how many degrees a page (mode L) is to be turned, anticlockwise, to be straight."""
    small = page.copy()
    small.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    steps = int(MOST / STEP)
    near = max((_clear(small, n * STEP), n * STEP) for n in range(-steps, steps + 1))[1]
    finer = round(STEP / FINE)
    best, angle = max(
        (_clear(small, near + n * FINE), near + n * FINE) for n in range(-finer, finer + 1)
    )
    is_worth_it = abs(angle) >= LEAST and best > _clear(small, 0.0) * CLEARER
    return round(angle, 2) if is_worth_it else 0.0


def _clear(page: Image.Image, angle: float) -> int:
    """Return how much the rows, or the columns, of a turned page differ from the next."""
    turned = page.rotate(angle, Image.Resampling.BILINEAR, fillcolor=WHITE)
    rows = turned.resize((1, page.height), Image.Resampling.BOX).tobytes()
    columns = turned.resize((page.width, 1), Image.Resampling.BOX).tobytes()
    return max(_steps(rows), _steps(columns))


def _steps(shades: bytes) -> int:
    return sum((one - other) ** 2 for one, other in pairwise(shades))
