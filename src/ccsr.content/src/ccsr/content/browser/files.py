"""The ways to the bytes of a document: closed while the virus scanner has not called them clean."""

from ccsr.content.content import scanning
from ccsr.content.domain import virus
from ccsr.content.domain.uploads import SENTENCES
from ccsr.content.interfaces import IPages
from plone.formwidget.namedfile.widget import Download as WidgetDownload
from plone.namedfile.browser import DisplayFile
from plone.namedfile.browser import Download
from zope.i18n import translate


class Scanned:
    """Mixed into a view of a file: says in a sentence why it cannot be opened."""

    def __call__(self):
        """Return the file, or 503 with a sentence."""
        stopped = self.stopped()
        if not stopped:
            return super().__call__()
        response = self.request.response
        response.setStatus(503)
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        return translate(SENTENCES[stopped], context=self.request)

    def stopped(self):
        """Return what keeps the file back, or None."""
        return scanning.stopped_by(self.context)


class DownloadFile(Scanned, Download):
    """``@@download``: saves the file."""


class OpenFile(Scanned, DisplayFile):
    """``@@display-file``: opens it in the browser."""


class DownloadFromForm(Scanned, WidgetDownload):
    """``@@download`` of a form's widget."""

    def stopped(self):
        """Return what keeps the file of the form's content back, or None."""
        form = self.context.form
        content = form.getContent() if form is not None else self.context.context
        if IPages(content, None) is not None:
            return scanning.stopped_by(content)
        # Of others nothing is kept of what the scanner said: it is asked each time.
        file = getattr(content, self.context.field.__name__, None)
        return virus.refusal(file.data) if file and virus.address() else None
