"""What happens when a thing of readiness is added or edited."""

from ccsr.content import noted
from ccsr.content.content import scanning
from ccsr.content.content import scans
from ccsr.content.content.readiness import evidence as kept
from ccsr.content.domain import uploads
from ccsr.content.interfaces import IPages
from plone.uuid.interfaces import IUUID


def evidence_saved(evidence, event):
    """Keep the UID of what it leads to, and the text of a new file."""
    if evidence.link:
        brain = kept.linked(evidence.link)
        # Whoever edits it later may not see that document; it is left as it is.
        evidence.link = brain.UID if brain is not None else evidence.link
    if not evidence.file:
        return
    evidence.file.filename = uploads.file_name(evidence.file.filename)
    evidence.file.contentType = uploads.CONTENT_TYPE
    if IPages(evidence).update():
        file = {"file": evidence.file.filename, "size": evidence.file.getSize()}
        noted.note("uploaded", evidence, **file, sha256=IPages(evidence).digest)
    scanning.note(evidence)
    scans.note(evidence)


def evidence_gone(evidence, event):
    """Nothing of it waits for a scanner or a reader any more."""
    scans.drop(IUUID(evidence))
