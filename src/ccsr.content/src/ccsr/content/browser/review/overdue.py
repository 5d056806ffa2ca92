"""``@@overdue``: services whose annual inspection is overdue (protocol 3.6)."""

from ccsr.content import _
from ccsr.content.browser.listing import column
from ccsr.content.browser.listing import Listing
from ccsr.content.content.inspection_report import IInspectionReport
from ccsr.content.content.service import IService
from datetime import timedelta


def last_inspections(view, paths):
    """Return the last day of the latest shared inspection by path of its service."""
    if not paths:
        return {}
    reports = view.find(
        path={"query": list(paths), "depth": 1},
        object_provides=IInspectionReport.__identifier__,
        review_state="shared",
        sort_on="document_date",
    )
    # In order of their dates, so that the latest is the one that stays.
    return {view.holder(one, "service_ref")["path"]: one.document_date for one in reports}


def overdue_brains(view):
    """Return the overdue services, the longest overdue first."""
    return view.find(
        object_provides=IService.__identifier__,
        annual_due={"query": view.today - timedelta(days=1), "range": "max"},
        sort_on="annual_due",
    )


class Overdue(Listing):
    """The page."""

    page_title = _("overdue_title", default="Overdue annual inspections")

    def update(self):
        """Return the batch that was asked for."""
        self.shown = self.batch(overdue_brains(self))
        return self.shown

    def rows(self):
        """Return the rows of the shown batch."""
        last = last_inspections(self, [brain.getPath() for brain in self.shown])
        return [self.row(brain, last.get(brain.getPath())) for brain in self.shown]

    def row(self, brain, last):
        """Return how one service stands in the list."""
        return {
            "title": self.title(brain),
            "url": brain.getURL(),
            "state": brain.review_state,
            "provider": self.holder(brain, "provider_ref"),
            "service_type": self.term("service_types", column(brain, "service_type")),
            "authority": self.term("local_authorities", column(brain, "local_authority")),
            "due": self.day(brain.annual_due),
            "days": (self.today - brain.annual_due).days,
            "last": self.day(last),
        }
