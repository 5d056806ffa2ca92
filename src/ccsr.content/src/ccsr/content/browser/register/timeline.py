"""The judgements of a service over time, as pictures: one a framework, one strip a theme.

Positions are percentages of the width, so that a picture fits any screen and
its marks stay round.
"""

from ccsr.content.browser import display
from ccsr.content.config import frameworks
from collections import defaultdict
from dataclasses import dataclass
from datetime import date


#: Marks keep this much room on both sides (percent).
MARGIN = 4.0
#: More years than this are not all labelled.
MOST_LABELS = 6


@dataclass(frozen=True)
class Judged:
    """One shared report: its day, address and judgements."""

    day: date
    href: str
    judgements: list


@dataclass(frozen=True)
class Mark:
    """One judgement: where it stands (percent), its badge and its report."""

    x: float
    day: date
    href: str
    grade: display.Grade


@dataclass(frozen=True)
class Tick:
    """One year on the axis."""

    x: float
    year: int


@dataclass(frozen=True)
class Strip:
    """One theme with its marks, oldest first."""

    theme: str
    marks: list


@dataclass(frozen=True)
class Report:
    """A report in the table below a chart, with its grades by theme."""

    day: date
    href: str
    grades: dict

    def of(self, strip):
        """Return the grades of a theme; most often one, or none."""
        return self.grades.get(strip.theme, [])


@dataclass(frozen=True)
class Chart:
    """One framework; ``scale`` runs from best to worst, ``reports`` from new to old."""

    framework: str
    strips: list
    ticks: list
    scale: list
    reports: list


def charts(reports):
    """Return a chart a framework, the framework of the newest report first."""
    newest_first = sorted(reports, key=lambda report: report.day, reverse=True)
    tokens = dict.fromkeys(one.framework for report in newest_first for one in report.judgements)
    return [_chart(frameworks.BY_TOKEN[token], newest_first[::-1]) for token in tokens]


def _chart(framework, reports):
    reports = [
        report
        for report in reports
        if any(one.framework == framework.token for one in report.judgements)
    ]
    first, last = reports[0].day.year, reports[-1].day.year + 1
    strips = [
        Strip(theme.title, _marks(framework, theme, reports, first, last))
        for theme in framework.themes
    ]
    return Chart(
        framework.title,
        [strip for strip in strips if strip.marks],
        ticks(first, last),
        [
            display.Grade("", grade.title, _level(framework, place))
            for place, grade in enumerate(framework.grades)
        ],
        [_report(framework, report) for report in reversed(reports)],
    )


def _report(framework, report):
    grades = defaultdict(list)
    for one in report.judgements:
        if one.framework == framework.token:
            grades[one.theme.title].append(display.grade(one))
    return Report(report.day, report.href, dict(grades))


def _level(framework, rank):
    return display.level_at(rank, len(framework.grades))


def _marks(framework, theme, reports, first, last):
    return [
        Mark(place(report.day, first, last), report.day, report.href, display.grade(one))
        for report in reports
        for one in report.judgements
        if one.framework == framework.token and one.theme == theme
    ]


def place(day, first, last):
    """Return where a day stands between the beginnings of two years (percent)."""
    whole = (date(last, 1, 1) - date(first, 1, 1)).days
    share = (day - date(first, 1, 1)).days / whole
    return round(MARGIN + share * (100 - 2 * MARGIN), 2)


def ticks(first, last, most=MOST_LABELS):
    """Return the years to be marked, so many that their names have room."""
    step = max(1, -(-(last - first) // most))
    return [
        Tick(place(date(year, 1, 1), first, last), year) for year in range(first, last + 1, step)
    ]
