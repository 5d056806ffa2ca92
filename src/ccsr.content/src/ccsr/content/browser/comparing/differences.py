"""``{document}/@@differences?with=UID``: the words in which two documents differ."""

from ccsr.content import _
from ccsr.content.browser.comparing import choosing
from ccsr.content.browser.comparing import plain
from ccsr.content.browser.page import Page
from ccsr.content.domain.comparing import texts
from ccsr.content.domain.titles import document_date
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IPages
from ccsr.content.noted import note
from dataclasses import dataclass
from functools import cached_property
from plone import api
from typing import Any
from zExceptions import NotFound
from zope.i18nmessageid import Message


#: What is said of a row, beside the marks within it.
KINDS = {
    texts.CHANGED: _("row_changed", default="Changed"),
    texts.REMOVED: _("row_removed", default="Only in the earlier text"),
    texts.ADDED: _("row_added", default="Only in the later text"),
    texts.REPLACED: _("row_replaced", default="Different text"),
    texts.MOVED_AWAY: _("row_moved_away", default="Moved to page ${page} of the later text"),
    texts.MOVED_HERE: _("row_moved_here", default="Moved here from page ${page}"),
}


@dataclass(frozen=True)
class Shown:
    """A row of the page: ``number`` counts the differences from 1; 0 is no difference."""

    number: int
    kind: str
    label: Message | None
    sides: tuple[Any, Any]
    folded: tuple[Any, ...] = ()


class Differences(Page):
    """Two documents of one service; the earlier stands on the left."""

    schema = IDocument
    page_title = _("heading_differences", default="Differences in the text")
    too_long = None

    def __call__(self):
        """Show what differs, or give it as text."""
        self.other  # noqa: B018 - what is not there answers before anything is compared
        note("viewed", self.other)
        try:
            self.found = texts.compare(*self._pages)
        except texts.TooLong as error:
            self.too_long = error.message
        if self.request.form.get("format") == "text" and not self.too_long:
            return self._as_text()
        return self.index()

    @cached_property
    def other(self):
        """Return the document that this one is compared with."""
        asked = self.request.form.get("with", "")
        if not isinstance(asked, str) or asked == self.context.UID():
            raise NotFound("with")
        return choosing.found(choosing.with_files(self.context.__parent__), asked)

    @cached_property
    def both(self):
        """Return both documents, the earlier first."""
        return choosing.in_order(self.other, self.context)

    @property
    def _pages(self):
        return [IPages(one).pages for one in self.both]

    @property
    def sides(self):
        """Return what is said of each document."""
        return [
            {
                "title": one.title,
                "href": one.absolute_url(),
                "day": self.day(document_date(one)),
                "has_text": any(page.strip() for page in IPages(one).pages),
            }
            for one in self.both
        ]

    @property
    def service(self):
        """Return the service that both are about."""
        return self.link_to(self.context.__parent__)

    @property
    def addresses(self):
        """Return where both papers, and the text, are."""
        left, right = self.both
        service = self.context.__parent__.absolute_url()
        return {
            "compare": f"{service}/@@compare?left={left.UID()}&right={right.UID()}",
            "text": f"{self.context.absolute_url()}/@@differences?with={self.other.UID()}&format=text",
        }

    @property
    def counts(self):
        """Return how much differs."""
        return self.found.counts

    @cached_property
    def rows(self):
        """Return the rows, unchanged stretches folded."""
        number = 0
        shown = []
        for row in texts.folded(self.found.rows):
            if isinstance(row, texts.Fold):
                shown.append(Shown(0, "fold", None, (None, None), row.rows))
                continue
            number += row.kind != texts.SAME
            counted = number if row.kind != texts.SAME else 0
            shown.append(Shown(counted, row.kind, _label(row), (row.left, row.right)))
        return shown

    @property
    def total(self):
        """Return how many rows differ."""
        return max((row.number for row in self.rows), default=0)

    @property
    def resources(self):
        """Return the address of style sheet and script."""
        return f"{api.portal.get().absolute_url()}/++plone++ccsr.content"

    def _as_text(self):
        note("exported", self.context, format="text", other=self.other.UID())
        response = self.request.response
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        response.setHeader("Content-Disposition", 'attachment; filename="differences.txt"')
        return plain.written(self.both, self.found, self.request)


def _label(row):
    label = KINDS.get(row.kind)
    return Message(label, mapping={"page": row.other_page}) if label else None
