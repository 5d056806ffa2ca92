"""How evidence is shown: states as words and badges, sentences, trends, in one language."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.domain import dates
from ccsr.content.domain.governance import compliance
from ccsr.content.interfaces import IClauseEvidence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from zope.component import queryAdapter
from zope.i18n import translate
from zope.i18nmessageid import Message


STATES = {
    compliance.MET: _("compliance_met", default="Met"),
    compliance.AT_RISK: _("compliance_at_risk", default="At risk"),
    compliance.NOT_MET: _("compliance_not_met", default="Not met"),
    compliance.NO_EVIDENCE: _("compliance_no_evidence", default="No evidence"),
}
#: Looks of the badges.
FLAGS = {
    compliance.MET: "ok",
    compliance.AT_RISK: "warn",
    compliance.NOT_MET: "late",
    compliance.NO_EVIDENCE: "none",
}
BETTER = _("trend_better", default="Better than a quarter before")
WORSE = _("trend_worse", default="Worse than a quarter before")
SAME = _("trend_same", default="As a quarter before")
QUARTER = _("quarter_short", default="Q${number} ${year}")
COUNTED = _("evidence_counted", default="${kept} of ${total}")
UNKNOWN = _("evidence_unknown", default="Not known")
NOTHING = _("evidence_uncounted", default="Nothing to count")


@dataclass(frozen=True)
class Badge:
    """A state: its word and its look."""

    state: str
    word: Message

    @property
    def flag(self) -> str:
        """Return the classes of the badge."""
        return f"ccsr-flag ccsr-flag--{FLAGS[self.state]}"


def badge(state):
    """Return how a state is shown."""
    return Badge(state, STATES[state])


@dataclass(frozen=True)
class Bar:
    """A bar of the small chart, in its units: ``x`` and ``y`` of its upper left corner."""

    state: str
    x: int
    y: int
    height: int


#: Width of a bar with its gap, and height of the chart.
STEP, TALL = 12, 28
LEAST = 3


class Shown:
    """The evidence of one protocol, each rule asked once."""

    def __init__(self, protocol, request, links=50):
        self.protocol = protocol
        self.request = request
        #: How many things are named at most.
        self.links = links
        self._rules = {}
        self._lines = {}

    def say(self, message):
        """Return a message in the reader's language, its days in words."""
        mapping = {
            name: display.day(value, self.request) if isinstance(value, date) else value
            for name, value in (getattr(message, "mapping", None) or {}).items()
        }
        found = Message(message, mapping=mapping) if mapping else message
        return translate(found, target_language=display.language_of(self.request))

    def rule(self, token):
        """Return the adapter of a rule, None where no program knows it any more."""
        if token not in self._rules:
            self._rules[token] = queryAdapter(self.protocol, IClauseEvidence, name=token)
        return self._rules[token]

    def line(self, token):
        """Return one rule's evidence of today; None for a rule that is not known."""
        if token not in self._lines:
            rule = self.rule(token)
            self._lines[token] = self._line(token, rule.shown()) if rule else None
        return self._lines[token]

    def lines(self, clause):
        """Return the evidence of a clause."""
        return [found for token in clause.rules or () if (found := self.line(token))]

    def _line(self, token, shown):
        return {
            "token": token,
            "title": self.say(compliance.TITLES[token]),
            "badge": badge(shown.figure.state),
            "figure": shown.figure,
            "sentence": self.say(shown.sentence),
            "links": [self._link(one) for one in shown.links[: self.links]],
            "more": shown.more + len(shown.links[self.links :]),
            "page": self._link(shown.page) if shown.page else None,
        }

    def _link(self, one):
        note = self.say(one.note) if one.note else ""
        return {"title": self.say(one.title), "url": one.url, "note": note}

    def state(self, clause):
        """Return the badge of a clause: the worst of its rules."""
        return badge(compliance.worst(line["figure"].state for line in self.lines(clause)))

    # -- over quarters ------------------------------------------------------------

    @cached_property
    def quarters(self):
        """Return the last days of the quarters of the trend, the oldest first."""
        return compliance.quarter_ends(dates.today())

    @property
    def headings(self):
        """Return what the quarters are called."""
        return [self.say(_quarter(day)) for day in self.quarters]

    def figures(self, token):
        """Return the figure of each quarter; None where no record reaches back."""
        rule = self.rule(token)
        return [rule.figure(day) for day in self.quarters] if rule else []

    def trend(self, token):
        """Return the cells of each quarter, the bars of the small chart and a word."""
        figures = self.figures(token)
        return {
            "cells": [self._cell(one) for one in figures],
            "bars": [bar(one, place) for place, one in enumerate(figures) if one],
            "word": self._direction(figures),
            "width": STEP * len(figures),
            "height": TALL,
        }

    def _cell(self, figure):
        if figure is None or figure.state == compliance.NO_EVIDENCE:
            return {"badge": None, "counted": self.say(NOTHING if figure else UNKNOWN)}
        mapping = {"kept": str(figure.kept), "total": str(figure.total)}
        return {
            "badge": badge(figure.state),
            "counted": self.say(Message(COUNTED, mapping=mapping)),
        }

    def _direction(self, figures):
        known = [one for one in figures[-2:] if one and one.state != compliance.NO_EVIDENCE]
        if len(known) < 2:
            return ""
        before, after = (_height(one) for one in known)
        return self.say(SAME if after == before else BETTER if after > before else WORSE)


def _quarter(day):
    year, number = compliance.quarter_of(day)
    return Message(QUARTER, mapping={"number": str(number), "year": str(year)})


def _height(figure):
    """Return how high a figure stands, 0 to 1; what was kept without a number stands high."""
    if figure.share is not None:
        return figure.share
    return 1.0 if figure.state == compliance.MET else 0.0


def bar(figure, place):
    """Return the bar of a figure."""
    height = LEAST
    if figure.state != compliance.NO_EVIDENCE:
        height = max(LEAST, round(_height(figure) * TALL))
    return Bar(figure.state, place * STEP + 1, TALL - height, height)
