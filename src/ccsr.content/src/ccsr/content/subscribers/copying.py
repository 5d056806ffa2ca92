"""A copy is a thing of its own: what was decided of the original is not said of it."""

from ccsr.content.content import provider_comment
from ccsr.content.content import redaction
from ccsr.content.interfaces import IConcealments


def reviewed_copied(thing, event):
    """A copy was never concealed."""
    IConcealments(thing).forget()


def document_copied(document, event):
    """Nobody has declared of a copy that it may be shared, and it has no other original."""
    document.shareable_declared = False
    provider_comment.forget(document)
    redaction.forget(document)
