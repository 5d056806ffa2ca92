"""What changed since the last inspection: a part of a report's and of a service's page."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.comparing import choosing
from ccsr.content.browser.page import Page
from ccsr.content.config.frameworks import BY_TOKEN
from ccsr.content.content.inspection_report import IInspectionReport
from ccsr.content.content.readable import may_read
from ccsr.content.domain.comparing import findings
from ccsr.content.domain.comparing import grades
from ccsr.content.domain.titles import document_date
from ccsr.content.interfaces import IJudged
from collections import Counter
from functools import cached_property
from zope.i18nmessageid import Message


#: A sign and a word, so that no colour needs to be seen.
DIRECTIONS = {
    grades.BETTER: ("▲", _("change_better", default="Better")),
    grades.WORSE: ("▼", _("change_worse", default="Worse")),
    grades.SAME: ("=", _("change_same", default="The same")),
    grades.NEW: ("+", _("change_judged_now", default="Not judged before")),
    grades.GONE: ("–", _("change_not_judged_now", default="Not judged this time")),
}
FINDINGS = {
    findings.REPEATED: ("↻", _("finding_repeated", default="Made again")),
    findings.PERHAPS: ("?", _("finding_perhaps", default="Perhaps the same")),
    findings.NEW: ("+", _("finding_new", default="New")),
    findings.GONE: ("–", _("finding_gone", default="Not made again")),
}
LISTS = ("requirements", "recommendations")

GRADES_COUNTED = _(
    "grades_counted",
    default="Themes judged both times: ${count}. Better: ${better}, worse: ${worse}, the same: ${same}.",
)
FINDINGS_COUNTED = _(
    "findings_counted",
    default="Of ${before} made before: ${repeated} made again, ${perhaps} perhaps, ${gone} not. "
    "Of ${after} made now: ${new} new.",
)


class Since(Page):
    """A report beside the last shared one before it."""

    schema = IInspectionReport

    def __call__(self):
        """Return the part; nothing where there is nothing to compare."""
        return self.index() if self.report is not None and self.before is not None else ""

    @property
    def report(self):
        """Return the later of both reports, None without one."""
        return self.context

    @cached_property
    def before(self):
        """Return the latest earlier report that records something; None without one."""
        day = document_date(self.report)
        if day is None:
            return None
        earlier = (
            brain
            for brain in choosing.shared_reports(self.report.__parent__)
            if brain.document_date < day
        )
        # Few, the first of them as a rule; its lines stand in no column of the catalog.
        return next((one for brain in earlier if _says(one := brain.getObject())), None)

    @cached_property
    def days(self):
        """Return the days of both inspections in words."""
        return [self.day(document_date(one)) for one in (self.before, self.report)]

    @property
    def links(self):
        """Return where both reports are read."""
        uid, service = self.before.UID(), self.report.__parent__
        asked = f"left={uid}&right={self.report.UID()}"
        has_files = bool(self.before.file and self.report.file)
        return {
            "before": self.before.absolute_url(),
            "after": self.report.absolute_url(),
            "compare": f"{service.absolute_url()}/@@compare?{asked}" if has_files else "",
            "differences": f"{self.report.absolute_url()}/@@differences?with={uid}"
            if has_files
            else "",
        }

    # -- grades -----------------------------------------------------------------

    @cached_property
    def _judgements(self):
        return [IJudged(one).judgements for one in (self.before, self.report)]

    @cached_property
    def themes(self):
        """Return the rows of the table of grades; empty where nothing compares."""
        return [
            {
                "theme": change.theme.title,
                "grades": [one and display.grade(one) for one in (change.before, change.after)],
                "sign": DIRECTIONS[change.direction],
                "direction": change.direction,
            }
            for change in grades.changes(*self._judgements)
        ]

    @property
    def themes_counted(self):
        """Return in words how many themes were judged both times, and how."""
        counts = Counter(row["direction"] for row in self.themes)
        both = {name: counts[name] for name in (grades.BETTER, grades.WORSE, grades.SAME)}
        return Message(GRADES_COUNTED, mapping={"count": sum(both.values()), **both})

    @property
    def apart(self):
        """Return both frameworks with their grades, where they are not to be compared."""
        if self.themes or not any(self._judgements):
            return []
        return [
            {
                "day": day,
                "framework": BY_TOKEN[found[0].framework].title if found else "",
                "grades": [display.grade(one) for one in found],
            }
            for day, found in zip(self.days, self._judgements, strict=True)
        ]

    # -- requirements and recommendations ---------------------------------------

    @cached_property
    def lists(self):
        """Return the tables of what was required and recommended, before or now."""
        readable = [name for name in LISTS if may_read(self.schema, name, self.allowed)]
        return [found for name in readable if (found := self._list(name))]

    def _list(self, name):
        before, after = (
            display.lines(getattr(one, name, None)) for one in (self.before, self.report)
        )
        if not before and not after:
            return None
        # An empty field says that nobody typed anything, not that nothing was required.
        told = findings.changes(before, after) if before and after else ()
        return {
            "id": name,
            "title": self.schema[name].title,
            "rows": [{"change": one, "sign": FINDINGS[one.kind]} for one in told],
            "counted": _findings_counted(told, len(before), len(after)),
            "untold": self.days[0 if after else 1],
            "told": {"day": self.days[1 if after else 0], "count": len(after or before)},
        }


class NothingSince(Page):
    """For documents that tell of no inspection."""

    def __call__(self):
        """Return nothing."""
        return ""


class SinceOfService(Since):
    """The latest shared report of a service beside the one before it."""

    @cached_property
    def report(self):
        """Return the latest shared report that records something."""
        woken = (brain.getObject() for brain in choosing.shared_reports(self.context))
        return next((one for one in woken if _says(one)), None)


def _says(report):
    return bool(report.judgements or report.requirements or report.recommendations)


def _findings_counted(told, before, after):
    counts = Counter(one.kind for one in told)
    kinds = {kind: counts[kind] for kind in FINDINGS}
    return Message(FINDINGS_COUNTED, mapping={"before": before, "after": after, **kinds})
