"""From the picture that is read, whose lines are straight, back to the page as displayed."""

from __future__ import annotations

from dataclasses import dataclass

import json
import math


#: Left, top, right and bottom.
Box = tuple[float, float, float, float]
POINTS = 72
#: Parts of a page's width and height are told to this many places.
PLACES = 5


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture, in pixels, before it was turned by ``angle`` degrees anticlockwise."""

    width: int
    height: int
    angle: float
    resolution: int

    @classmethod
    def of(cls, told: bytes, resolution: int) -> Picture:
        """Return what the examiner says of the picture that it made."""
        width, height, angle = json.loads(told)
        return cls(int(width), int(height), float(angle), resolution)

    def points(self, pixels: float) -> float:
        """Return a length in points."""
        return round(pixels * POINTS / self.resolution, 1)


@dataclass(frozen=True, slots=True)
class Seen:
    """The picture that was read, with its own width and height in pixels."""

    picture: Picture
    width: float
    height: float

    def place(self, box: Box) -> Box:
        """Return a box of the picture as parts of the page's width and height."""
        left, top, right, bottom = box
        across, down = self._turned_back((left + right) / 2, (top + bottom) / 2)
        half, tall = (right - left) / 2, (bottom - top) / 2
        found = (
            (across - half) / self.picture.width,
            (down - tall) / self.picture.height,
            (across + half) / self.picture.width,
            (down + tall) / self.picture.height,
        )
        first, second, third, fourth = (round(min(max(one, 0.0), 1.0), PLACES) for one in found)
        return first, second, third, fourth

    def _turned_back(self, across: float, down: float) -> tuple[float, float]:
        """Return where a point was; the middle stays where it is."""
        turn = math.radians(self.picture.angle)
        across, down = across - self.width / 2, down - self.height / 2
        return (
            self.picture.width / 2 + across * math.cos(turn) - down * math.sin(turn),
            self.picture.height / 2 + across * math.sin(turn) + down * math.cos(turn),
        )
