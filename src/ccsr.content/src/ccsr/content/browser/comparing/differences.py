"""``{document}/@@differences?with=UID``: the words in which two documents differ."""

from ccsr.content import _
from ccsr.content.browser.comparing import plain
from ccsr.content.browser.comparing import sources
from ccsr.content.browser.page import Page
from ccsr.content.domain import export
from ccsr.content.domain.comparing import texts
from ccsr.content.domain.uploads import UnsuitableFile
from ccsr.content.interfaces import IDocument
from ccsr.content.noted import note
from dataclasses import dataclass
from functools import cached_property
from plone import api
from typing import Any
from urllib.parse import urlencode
from zope.i18n import translate
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
    refused = None
    sides = ()

    def __call__(self):
        """Show what differs, or give it as text."""
        try:
            self.sides = sources.both(self.context, self.asked, self.request)
            self.found = texts.compare(*(side.pages for side in self.sides))
        except (texts.TooLong, UnsuitableFile) as error:
            self.refused = error.message
        if self.request.form.get("format") == "text" and not self.refused:
            return self._as_text()
        return self.index()

    @property
    def asked(self):
        """Return what this document is compared with: a UID, or the word for its original."""
        return self.request.form.get("with", "")

    @property
    def is_original(self):
        """Return whether it is compared with what it was before it was redacted."""
        return self.asked == sources.ORIGINAL

    @property
    def service(self):
        """Return the service that both are about."""
        return self.link_to(self.context.__parent__)

    @property
    def addresses(self):
        """Return where both papers, and the text, are."""
        service = self.context.__parent__.absolute_url()
        uids = [side.uid for side in self.sides]
        own = f"{self.context.absolute_url()}/@@differences?{urlencode({'with': self.asked})}"
        compare = f"{service}/@@compare?left={uids[0]}&right={uids[-1]}" if uids else ""
        return {"compare": "" if self.is_original else compare, "text": f"{own}&format=text"}

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
        note("exported", self.context, format="text", other=self.asked)
        response = self.request.response
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        name = translate(self.page_title, context=self.request)
        response.setHeader("Content-Disposition", export.disposition(f"{name}.txt"))
        return plain.written(self.sides, self.found, self.request)


def _label(row):
    label = KINDS.get(row.kind)
    return Message(label, mapping={"page": row.other_page}) if label else None
