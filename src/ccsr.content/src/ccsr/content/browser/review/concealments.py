"""``@@concealments``: who concealed what, when, why, until when, and how long it took (5.4)."""

from ccsr.content import _
from ccsr.content.browser.listing import Listing
from ccsr.content.content.concealments import ever_concealed
from ccsr.content.interfaces import IConcealments
from datetime import timedelta


def due_brains(view):
    """Return what is concealed and due for review, the longest overdue first."""
    return view.find(
        review_state="concealed",
        review_due={"query": view.today - timedelta(days=1), "range": "max"},
        sort_on="review_due",
    )


class Concealments(Listing):
    """The register of concealments, present and past.

    The things are woken: the record of a concealment stays on the thing and out
    of the catalog, where a reader of the thing could ask for it once it is
    revealed. They are few.
    """

    page_title = _("concealments_title", default="Concealment register")

    def update(self):
        """Read the register once for the page."""
        brains = self.find(UID=ever_concealed())
        rows = [row for brain in brains for row in self.of(brain)]
        present = [row for row in rows if row["record"].is_open]
        past = [row for row in rows if not row["record"].is_open]
        self.present = sorted(present, key=lambda row: row["record"].review_on)
        self.past = self.batch(
            sorted(past, key=lambda row: row["record"].revealed_at, reverse=True)
        )

    def of(self, brain):
        """Yield a row for each concealment of one thing."""
        for record in IConcealments(brain.getObject()).all():
            yield {
                "title": self.title(brain),
                "url": brain.getURL(),
                "kind": self.kind(brain.portal_type),
                "record": record,
                "actor": self.person(record.actor),
                "concealed_at": self.moment(record.concealed_at),
                "review_on": self.day(record.review_on),
                "is_overdue": record.is_overdue(self.today),
                "seconds": f"{record.seconds:.2f}",
                "revealed_by": self.person(record.revealed_by),
                "revealed_at": self.moment(record.revealed_at),
            }
