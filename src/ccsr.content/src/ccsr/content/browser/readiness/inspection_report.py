"""The page of what was ready in time."""

from ccsr.content.browser.readiness.inspection_base import InspectionPage
from ccsr.content.domain import dates
from ccsr.content.domain.readiness import inspections as rules
from datetime import datetime
from datetime import time
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class ReportPage(InspectionPage):
    """``@@report``: which documents were ready by their deadline, which not, and how late."""

    page = ViewPageTemplateFile("templates/inspection_report.pt")

    @cached_property
    def report(self):
        """Return what came of it until now; until it was finished, where it is."""
        over = self.context.finished_on
        end = over and datetime.combine(over, time.max, dates.ZONE)
        return rules.report(self.slots, min(self.now, end) if end else self.now)

    def rows(self):
        """Return a row for each document whose deadline is over."""
        return [
            {
                "title": one.slot.title_for(self.language),
                "url": f"{self.url}/@@document?card={one.slot.id}",
                "owner": self.name(one.slot.owner) if one.slot.owner else "",
                "due": self.moment(one.slot.due),
                "ready": self.moment(one.slot.ready_at) if one.slot.state == "ready" else "",
                "late": self.late(one.late),
                "was_ready": one.was_ready,
            }
            for one in self.report.outcomes
        ]

    def late(self, late):
        """Return how late in words, '' for what was in time."""
        return "" if late is None else self.left(self.now - late)

    def waiting(self):
        """Return how many deadlines are still to come."""
        return sum(one.due > self.now for one in self.slots)

    def today(self):
        """Return the day of the report."""
        return self.day(dates.today())
