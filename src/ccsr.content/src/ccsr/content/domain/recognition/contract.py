"""Who reads a paper, and which of them is believed."""

from __future__ import annotations

from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Reading
from collections.abc import Iterable
from zope.component import getUtilitiesFor
from zope.interface import Interface


class IRecogniser(Interface):
    """Named utility: reads the papers of one framework, or one kind of letter."""

    def recognise(paper: Paper) -> Reading | None:
        """Return what it says; None where it is none of its kind."""


def read(paper: Paper, recognisers: Iterable[IRecogniser] | None = None) -> Reading | None:
    """Return the reading of the recogniser that is most certain; None where none knows it.

    None also where two are equally certain and differ in what the paper is. Every
    registered recogniser is asked where none are given.
    """
    asked = _registered() if recognisers is None else recognisers
    readings = [found for one in asked if (found := one.recognise(paper))]
    best = max((one.certainty for one in readings), default=0)
    first = [one for one in readings if one.certainty == best]
    return first[0] if len({_kind(one) for one in first}) == 1 else None


def _registered() -> list[IRecogniser]:
    return [recogniser for _name, recogniser in sorted(getUtilitiesFor(IRecogniser))]


def _kind(reading: Reading) -> tuple[object, ...]:
    return reading.portal_type, reading.value("framework")
