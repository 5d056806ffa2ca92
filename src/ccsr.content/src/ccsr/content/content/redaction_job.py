"""The job that makes the redacted copy of a long document."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.content import redacting
from ccsr.content.content import redaction
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IPages
from ccsr.content.jobs import is_working
from ccsr.content.jobs import Job
from ccsr.content.jobs import queue
from plone import api
from plone.app.uuid.utils import uuidToObject
from plone.uuid.interfaces import IUUID
from typing import Any


NAME = "ccsr.content.redact"
#: Pages of the longest document that somebody waits for: some five seconds.
MOST_AWAITED = 20
DRAFT = "draft"


class MakeCopy(Job):
    """Makes the copy of one draft; nothing where it is no draft any more."""

    title = _("job_redact", default="Redacted copy of a document")

    def run(self, site: Any, progress: Any, uid: str = "", by: str = "") -> None:
        """Make it; what stops it is kept beside the marks."""
        # The program's own business: whoever asked had the permission.
        document = uuidToObject(uid, unrestricted=True)
        if not IDocument.providedBy(document):
            return
        stored = redaction.to_write(document)
        if not stored.job or api.content.get_state(document, None) != DRAFT:
            return
        stored.job, stored.refused = "", None
        try:
            redacting.make(document, by, stored.name, progress)
        except redacting.NotMade as error:
            stored.refused = error.message


def make(document: Any, by: str, name: str) -> bool:
    """Make the copy, or have it made; return whether it is made. Raises ``NotMade``."""
    stored = redaction.to_write(document)
    stored.refused, stored.name = None, name
    if len(IPages(document).pages) <= MOST_AWAITED or not is_working():
        redacting.make(document, by, name)
        return True
    stored.job = queue(NAME, uid=IUUID(document), by=by)
    return False
