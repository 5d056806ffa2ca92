"""What happens when a thing is added or edited."""

from ccsr.content import noted
from ccsr.content.config.terms import RESTRICTED_ADDRESS
from ccsr.content.content import scanning
from ccsr.content.content import scans
from ccsr.content.domain import addresses
from ccsr.content.domain import titles
from ccsr.content.domain import uploads
from ccsr.content.interfaces import IPages
from ccsr.content.permissions import ViewAddress
from ccsr.content.subscribers.reindex import is_passed_on
from ccsr.content.subscribers.reindex import reindex_below
from zope.container.interfaces import IContainerModifiedEvent


def entry_edited(entry, event):
    """Move the date of a container when it is edited, not when a child comes or goes."""
    if IContainerModifiedEvent.providedBy(event):
        return
    entry.setModificationDate()
    if is_passed_on(event):
        reindex_below(entry)


def protect_address(service, event):
    """Keep the address of a children's home to those who must know it."""
    # What is not known to be anything else may be a home.
    if service.service_type is None or service.service_type in RESTRICTED_ADDRESS:
        service.manage_permission(ViewAddress, addresses.READERS, acquire=0)
    else:
        service.manage_permission(ViewAddress, (), acquire=1)


def document_saved(document, event):
    """Name a document that nobody named, and read its text if the file is new."""
    _name_file(document.file)
    if titles.is_made(document):
        document.title = titles.document_title(document)
    if IPages(document).update() and document.file:
        file = {"file": document.file.filename, "size": document.file.getSize()}
        noted.note("uploaded", document, **file, sha256=IPages(document).digest)
    scanning.note(document)
    scans.note(document)


def _name_file(file):
    """Give a file a name that can be kept, and the kind that it is, whoever sent it."""
    if file is None:
        return
    kept = {"filename": uploads.file_name(file.filename), "contentType": uploads.CONTENT_TYPE}
    for name, value in kept.items():
        if getattr(file, name) != value:
            setattr(file, name, value)


def condition_saved(condition, event):
    """A condition is listed by the first words of its text."""
    condition.title = titles.first_words(condition.text)
