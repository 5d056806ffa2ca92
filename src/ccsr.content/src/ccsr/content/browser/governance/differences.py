"""``{protocol}/@@differences?with=UID``: two versions beside each other, clause by clause."""

from ccsr.content import _
from ccsr.content.browser.page import Page
from ccsr.content.content.governance import versions
from ccsr.content.content.governance.protocol import clauses
from ccsr.content.content.governance.protocol import IProtocol
from ccsr.content.domain.governance import comparing
from ccsr.content.domain.naming import title_in
from functools import cached_property
from itertools import groupby
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound


KINDS = {
    comparing.CHANGED: _("clause_changed", default="Changed"),
    comparing.ADDED: _("clause_added", default="New in the later version"),
    comparing.REMOVED: _("clause_removed", default="Not in the later version"),
}


class Differences(Page):
    """The earlier version stands on the left; without ``with`` it is the one before this."""

    schema = IProtocol
    page_title = _("heading_version_differences", default="Differences between two versions")
    index = ViewPageTemplateFile("templates/differences.pt")

    def __call__(self):
        """Return the page; 404 for what is no version that the reader may see."""
        if self.other is None:
            raise NotFound("with")
        return self.index()

    @cached_property
    def others(self):
        """Return every other version that the reader may see."""
        return [one for one in versions.all_versions() if one != self.context]

    @cached_property
    def other(self):
        """Return the version that was asked for, None where there is none such."""
        asked = self.request.form.get("with", "")
        if not asked:
            return versions.before(self.context) or next(iter(self.others), None)
        return next((one for one in self.others if api.content.get_uuid(one) == asked), None)

    def choices(self):
        """Return the versions that this one can be compared with."""
        return [
            {
                "uid": api.content.get_uuid(one),
                "version": one.version,
                "is_chosen": one == self.other,
            }
            for one in self.others
        ]

    @cached_property
    def sides(self):
        """Return both versions, the earlier first."""
        both = [self.context, self.other]
        ordered = [one for one in versions.all_versions() if one in both]
        return [
            {
                "version": one.version,
                "url": one.absolute_url(),
                "protocol": one,
                "state": api.content.get_state(one),
            }
            for one in reversed(ordered)
        ]

    @cached_property
    def found(self):
        """Return what differs, in the reader's language."""
        return comparing.compare(*(self._texts(side["protocol"]) for side in self.sides))

    def _texts(self, protocol):
        return [
            comparing.ClauseText(
                one.getId(),
                one.number,
                one.title_for(self.language),
                title_in(self.language, one.text or "", one.text_cy) or "",
            )
            for one in clauses(protocol)
        ]

    def counts(self):
        """Return how many clauses are of each kind."""
        kinds = (comparing.SAME, comparing.CHANGED, comparing.ADDED, comparing.REMOVED)
        return {kind: self.found.count(kind) for kind in kinds}

    def runs(self):
        """Return the clauses in order, those unchanged that follow on each other together."""
        grouped = groupby(self.found.rows, key=lambda row: row.kind == comparing.SAME)
        return [{"is_folded": is_same, "rows": list(rows)} for is_same, rows in grouped]

    def numbers(self, run):
        """Return the numbers of the first and the last clause of a run that is folded."""
        first, last = run["rows"][0].after.number, run["rows"][-1].after.number
        return {"first": first, "last": last, "is_one": first == last}

    def label(self, row):
        """Return what became of a clause, None where it is the same."""
        return KINDS.get(row.kind)

    @property
    def resources(self):
        """Return the address of the style sheets."""
        return f"{api.portal.get().absolute_url()}/++plone++ccsr.content"
