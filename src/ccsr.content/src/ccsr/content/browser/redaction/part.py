"""What is said of a redaction on the document's own page, and the way to it."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser.page import Action
from ccsr.content.browser.page import full_name
from ccsr.content.content import redaction
from ccsr.content.content.redaction_reasons import reasons
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IFurtherActions
from itertools import groupby
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import adapter
from zope.interface import implementer


LABEL = _("action_redact", default="Redact")


class Redacted(ViewletBase):
    """Above a document: that its file is a redacted copy, to staff."""

    index = ViewPageTemplateFile("templates/redacted.pt")

    def available(self):
        """Return whether it is one, and the page is the document's own."""
        return self.view.__name__ == "view" and redaction.is_redacted(self.context)

    def render(self):
        """Return the flag with what was removed, or nothing."""
        return self.index() if self.available() else ""

    @property
    def last(self):
        """Return who made the copy and when."""
        deed = redaction.kept(self.context).deeds[-1]
        return {"by": full_name(deed.by), "when": display.moment(deed.at, self.request)}

    @property
    def rows(self):
        """Return what was removed, page by page: reason, note, how often."""
        titles = reasons(display.language_of(self.request))
        marks = redaction.kept(self.context).applied
        return [
            {
                "page": page,
                "reason": titles.get(reason, reason),
                "note": note,
                "by": full_name(by),
                "count": len(list(some)),
            }
            for (page, reason, note, by), some in groupby(sorted(marks, key=_group), key=_group)
        ]

    @property
    def original(self):
        """Return the address of the original, '' for whoever may not read it."""
        may = api.user.has_permission(permissions.ViewOriginal, obj=self.context)
        return f"{self.context.absolute_url()}/@@original" if may else ""


def _group(mark):
    return mark.page, mark.reason, mark.note, mark.by


@implementer(IFurtherActions)
@adapter(IDocument)
class RedactAction:
    """The toolbar of a draft leads to its redaction."""

    def __init__(self, context):
        self.context = context

    def actions(self):
        """Yield the link for whoever may change the file."""
        may = api.user.has_permission("Modify portal content", obj=self.context)
        if may and self.context.file:
            yield Action("redact", LABEL, f"{self.context.absolute_url()}/@@redact")
