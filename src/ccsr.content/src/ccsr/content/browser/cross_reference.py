"""``@@cross-reference``: what the portal holds of each service, for the inspectorate (5.3)."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.listing import column
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.overdue import last_inspections
from ccsr.content.config import authorities
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.content.service import IService
from ccsr.content.domain import dates
from collections import defaultdict

import re


class Lookup(Listing):
    """The page: a search box, a filter by authority and a table of services."""

    page_title = _("cross_reference_title", default="Cross-reference")

    @property
    def filters(self):
        """Return the filters in force."""
        return {name: self.asked(name) for name in ("q", "authority")}

    def query(self):
        """Return the catalog query for the filters."""
        found = {"object_provides": IService.__identifier__, "sort_on": "sortable_title"}
        words = re.findall(r"\w+", self.asked("q"))
        if words:
            found["SearchableText"] = " AND ".join(f"{word}*" for word in words)
        if self.asked("authority"):
            found["local_authority"] = self.asked("authority")
        return found

    def update(self):
        """Return the batch that was asked for."""
        self.shown = self.batch(self.find(**self.query()))
        return self.shown

    def authorities(self):
        """Return the authorities to choose from, by name in the reader's language."""
        found = [(one.gss, self.say(one.title)) for one in authorities.ALL]
        return sorted(found, key=lambda pair: pair[1].casefold())

    def rows(self):
        """Return the rows of the shown batch."""
        paths = [brain.getPath() for brain in self.shown]
        last, conditions = last_inspections(self, paths), self.conditions(paths)
        return [
            self.row(brain, last.get(brain.getPath()), conditions[brain.getPath()])
            for brain in self.shown
        ]

    def conditions(self, paths):
        """Return the titles of the conditions in force by path of their service."""
        found = defaultdict(list)
        brains = (
            self.find(
                path={"query": paths, "depth": 1},
                object_provides=IRegistrationCondition.__identifier__,
            )
            if paths
            else ()
        )
        for brain in brains:
            if not dates.has_ended(column(brain, "condition_removed"), self.today):
                found[brain.getPath().rpartition("/")[0]].append(brain.Title)
        return found

    def row(self, brain, last, conditions):
        """Return how one service stands in the table."""
        capacity = column(brain, "capacity") or (None, None, None)
        return {
            "title": self.title(brain),
            "url": brain.getURL(),
            "state": brain.review_state,
            "urns": column(brain, "urn") or (),
            "provider": self.holder(brain, "provider_ref"),
            "service_type": self.term("service_types", column(brain, "service_type")),
            "authority": self.term("local_authorities", column(brain, "local_authority")),
            "status": self.term("registration_statuses", column(brain, "registration_status")),
            "places": capacity[0],
            "ages": capacity[1:],
            "conditions": conditions,
            "last": self.day(last),
            "grades": [display.grade(one) for one in display.judged(column(brain, "judgements"))],
        }
