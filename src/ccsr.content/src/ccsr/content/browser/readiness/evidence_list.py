"""``@@evidence``: all evidence of the area, by framework, owner and whether it is stale."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import words
from ccsr.content.browser.listing import column
from ccsr.content.browser.listing import Listing
from ccsr.content.content.readiness import frameworks
from ccsr.content.domain.naming import alphabetic
from ccsr.content.domain.readiness.evidence import is_stale


class EvidenceList(Listing):
    """The page."""

    page_title = _("evidence_list_title", default="Evidence")

    @property
    def filters(self):
        """Return what the list is narrowed to."""
        return {
            "framework": self.asked("framework"),
            "owner": self.asked("owner"),
            "stale": self.asked("stale"),
        }

    def choices(self):
        """Return the frameworks to choose from."""
        return [(one.key, one.title_for(self.language)) for one in frameworks.frameworks()]

    def owners(self):
        """Return the owners that there are, by name."""
        found = {column(brain, "kept_by") for brain in self._all()} - {None, ""}
        return sorted(
            ((id, self.person(id)) for id in found),
            key=lambda pair: alphabetic(pair[1], self.language),
        )

    def update(self):
        """Return the batch that was asked for, what is due first at the top."""
        found = [brain for brain in self._all() if self._is_wanted(brain)]
        found.sort(
            key=lambda brain: (
                brain.review_by or self.today.max,
                alphabetic(self.title(brain), self.language),
            )
        )
        self.shown = self.batch(found)
        return self.shown

    def _all(self):
        return self.find(portal_type="Evidence", sort_on="sortable_title")

    def _is_wanted(self, brain):
        asked = self.filters
        refs = column(brain, "readiness_elements") or ()
        if asked["framework"] and not any(ref.startswith(f"{asked['framework']}/") for ref in refs):
            return False
        if asked["owner"] and column(brain, "kept_by") != asked["owner"]:
            return False
        return not asked["stale"] or is_stale(column(brain, "review_by"), self.today)

    def rows(self):
        """Return the rows of the shown batch."""
        return [
            {
                "title": self.title(brain),
                "url": brain.getURL(),
                "elements": len(column(brain, "readiness_elements") or ()),
                "owner": self.person(column(brain, "kept_by")),
                "review_by": self.day(column(brain, "review_by")),
                "is_stale": is_stale(column(brain, "review_by"), self.today),
            }
            for brain in self.shown
        ]

    @property
    def adding(self):
        """Return label and address of the form that adds one, None for who may not."""
        if not self.may(permissions.AddReadiness):
            return None
        return words.TYPES["Evidence"].add, f"{self.context.absolute_url()}/++add++Evidence"
