"""What a service says when it cannot do what is asked: ``type`` and a sentence.

Clients of plone.restapi look for both one level deeper, below ``error``; they find
them there too.
"""

from zope.i18n import translate
from zope.i18nmessageid import Message


def fault(request, status, kind, message):
    """Set the status, and return the body in the reader's language."""
    request.response.setStatus(status)
    said = translate(message, context=request) if isinstance(message, Message) else message
    told = {"type": kind, "message": said}
    return {**told, "error": told}
