"""The ways to the bytes of a document: closed while the virus scanner has not called them clean."""

from ccsr.content.content import scanning
from ccsr.content.domain.uploads import SENTENCES
from ccsr.content.interfaces import IDocument
from plone.formwidget.namedfile.widget import Download as WidgetDownload
from plone.namedfile.browser import DisplayFile
from plone.namedfile.browser import Download
from zope.i18n import translate


class Scanned:
    """Mixed into a view of a file: says in a sentence why it cannot be opened."""

    def __call__(self):
        """Return the file, or 503 with a sentence."""
        stopped = scanning.stopped_by(self.document) if self.document is not None else None
        if not stopped:
            return super().__call__()
        response = self.request.response
        response.setStatus(503)
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        return translate(SENTENCES[stopped], context=self.request)

    @property
    def document(self):
        """Return the document whose file it is."""
        return self.context


class DownloadFile(Scanned, Download):
    """``@@download``: saves the file."""


class OpenFile(Scanned, DisplayFile):
    """``@@display-file``: opens it in the browser."""


class DownloadFromForm(Scanned, WidgetDownload):
    """``@@download`` of a form's widget."""

    @property
    def document(self):
        """Return the document that the form edits, None where it is of something else."""
        form = self.context.form
        content = form.getContent() if form is not None else self.context.context
        return content if IDocument.providedBy(content) else None
