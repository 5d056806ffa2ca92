"""The page of a version of the protocol: its clauses with their evidence, and who agreed (9)."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser.governance.shown import Shown
from ccsr.content.browser.page import Action
from ccsr.content.browser.page import Page
from ccsr.content.content.governance import versions
from ccsr.content.content.governance.protocol import clauses
from ccsr.content.content.governance.protocol import IProtocol
from ccsr.content.domain import dates
from ccsr.content.domain.governance import protocols
from ccsr.content.domain.naming import title_in
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


NEW_VERSION = _("action_new_version", default="New version")
DIFFERENCES = _("action_differences", default="What changed")
COMPLIANCE = _("heading_compliance", default="Compliance board")
LESSONS = _("word_lessons", default="Lessons")
#: Marks with which a line of a clause is a point of a list.
POINTS = ("- ", "• ", "* ", "– ")


class ProtocolPage(Page):
    """A version with its clauses; evidence stands beside those that are in force."""

    schema = IProtocol
    index = ViewPageTemplateFile("templates/protocol.pt")

    def __call__(self):
        """Return the page."""
        return self.index()

    @property
    def is_in_force(self):
        """Whether it is the version that binds."""
        return self.state == versions.IN_FORCE

    def _further(self):
        url = self.context.absolute_url()
        if self.is_in_force and self.allowed(permissions.AddGovernance, self.context.__parent__):
            yield Action("new-version", NEW_VERSION, f"{url}/@@new-version")
        if versions.before(self.context) is not None:
            yield Action("differences", DIFFERENCES, f"{url}/@@differences")
        site = api.portal.get()
        if self.allowed(permissions.UseGovernance, site):
            yield Action("compliance", COMPLIANCE, f"{site.absolute_url()}/@@compliance")
            yield Action("lessons", LESSONS, f"{site.absolute_url()}/@@lessons")

    # -- clauses ------------------------------------------------------------------

    @cached_property
    def evidence(self):
        """Return what shows the evidence."""
        return Shown(self.context, self.request)

    def clauses(self):
        """Return every clause in order, with its evidence where the version is in force."""
        return [self._clause(one) for one in clauses(self.context)]

    def _clause(self, one):
        lines = self.evidence.lines(one) if self.is_in_force else []
        return {
            "number": one.number,
            "level": min(protocols.level(one.number) + 1, 4),
            "title": one.title_for(self.language),
            "url": one.absolute_url(),
            "id": one.getId(),
            "text": text_of(one, self.language),
            "promise": promise_of(one, self.language),
            "lines": lines,
            "badge": self.evidence.state(one) if lines else None,
        }

    # -- versions, review, who agreed --------------------------------------------------

    def versions(self):
        """Return the versions that the reader may see, the latest first."""
        return [
            {
                "version": one.version,
                "url": one.absolute_url(),
                "state": api.content.get_state(one),
                "from": self.day(one.in_force_from),
                "is_this": one == self.context,
            }
            for one in versions.all_versions()
        ]

    def current(self):
        """Return the version in force where this is not it, else None."""
        found = None if self.is_in_force else versions.in_force()
        return {"version": found.version, "url": found.absolute_url()} if found else None

    def review(self):
        """Return the day of review and how near it is: ``late``, ``warn`` or ``ok``."""
        day = self.context.review_on
        if day is None:
            return None
        today = dates.today()
        near = day <= protocols.shifted(today, max(protocols.REMIND_MONTHS))
        look = "late" if day < today else "warn" if near else "ok"
        return {"day": self.day(day), "look": look if self.is_in_force else "ok"}

    def revisions(self):
        """Return the revision history, the latest last."""
        return self._rows("revisions")

    def approvals(self):
        """Return who approved which version."""
        return self._rows("approvals")

    def signatories(self):
        """Return who signs, for whom, and when they did."""
        return [
            {**row, "party": self.term("parties", row["party"])}
            for row in self._rows("signatories")
        ]

    def _rows(self, name):
        days = ("date", "signed")
        return [
            {key: self.day(value) if key in days else value or "" for key, value in row.items()}
            for row in getattr(self.context, name) or ()
        ]


def text_of(clause, language):
    """Return the text as blocks: ``{"text": …}`` or ``{"points": […]}``."""
    blocks = []
    for line in (title_in(language, clause.text or "", clause.text_cy) or "").splitlines():
        line = line.strip()
        if line.startswith(POINTS):
            if not (blocks and "points" in blocks[-1]):
                blocks.append({"points": []})
            blocks[-1]["points"].append(line[2:].strip())
        elif line:
            blocks.append({"text": line})
    return blocks


def promise_of(clause, language):
    """Return what a clause promises, in the reader's language; '' without."""
    return title_in(language, clause.promise or "", clause.promise_cy) or ""
