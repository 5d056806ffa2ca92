"""Draft reports on the page of an inspection, and their files."""

from ccsr.content import _
from ccsr.content import noted
from ccsr.content.browser.readiness.inspection_base import InspectionPage
from ccsr.content.content import evidence as files
from ccsr.content.content.readiness import inspection_drafts as drafts
from ccsr.content.content.readiness import inspection_work as work
from ccsr.content.domain.uploads import SENTENCES
from plone.namedfile.browser import Download
from zExceptions import NotFound
from zope.i18n import translate


NO_DRAFT = _("draft_no_file", default="Choose the file of the draft report.")


class DraftParts(InspectionPage):
    """What is done with draft reports."""

    def drafts(self):
        """Return the draft reports that the reader may know of."""
        return [
            {
                "id": card.id,
                "version": card.version,
                "name": card.values["file"].filename,
                "size": self.size(card.values["file"].getSize()),
                "href": f"{self.url}/@@draft-report/{card.id}/{card.values['file'].filename}",
                "readers": card.values["readers"],
                "names": ", ".join(self.name(one) for one in card.values["readers"]),
                "issued": self.day(card.values["issued_on"]),
            }
            for card in drafts.readable(self.context)
        ]

    def readers_asked(self):
        """Return the accounts that were ticked, of those that see the area."""
        asked = self.request.form.get("readers", [])
        listed = asked if isinstance(asked, list) else [asked]
        return [one for one in listed if one in self.people_known]

    def add_draft(self):
        """Keep a draft report for its readers."""
        upload = self.request.form.get("file")
        if not getattr(upload, "filename", ""):
            raise work.Refused(NO_DRAFT)
        drafts.add(self.context, upload.filename, upload.read(), self.readers_asked())
        return f"{self.url}#drafts"

    def readers(self):
        """Say who may read a draft report."""
        card = self.draft_asked()
        drafts.name_readers(self.context, card, self.version(), self.readers_asked())
        return f"{self.url}#drafts"

    def issue(self):
        """End the embargo."""
        drafts.issue(self.context, self.draft_asked(), self.version())
        return f"{self.url}#drafts"

    def remove_draft(self):
        """Take a draft report away."""
        drafts.remove(self.context, self.draft_asked(), self.version())
        return f"{self.url}#drafts"

    def draft_asked(self):
        """Return the draft report that is meant; one for others is none."""
        found = drafts.get(self.context, self.asked("card"))
        if found is None:
            raise NotFound(self.asked("card"))
        return found


class DraftReport(Download):
    """``@@draft-report/{id}/{name}``: the file, for who may know of it; else nothing is there."""

    def __call__(self):
        """Return the file, or 503 with a sentence while it is not known to be clean."""
        file = self._getFile()
        stopped = files.stopped_by(file)
        if stopped:
            self.request.response.setStatus(503)
            self.request.response.setHeader("Content-Type", "text/plain; charset=utf-8")
            return translate(SENTENCES[stopped], context=self.request)
        noted.note("downloaded", self.context, file=file.filename)
        return super().__call__()

    def _getFile(self):
        found = drafts.get(self.context, self.fieldname or "")
        file = found.values["file"] if found is not None else None
        if file is None or self.filename not in (None, file.filename):
            raise NotFound(self.fieldname or "")
        self.filename = file.filename
        return file
