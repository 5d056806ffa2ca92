"""What a service says when it cannot do what is asked: ``type`` and a sentence.

Clients of plone.restapi look for both one level deeper, below ``error``; they find
them there too.
"""

from ccsr.content import _
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from zope.i18n import translate
from zope.i18nmessageid import Message


def fault(request, status, kind, message):
    """Set the status, and return the body in the reader's language."""
    request.response.setStatus(status)
    said = translate(message, context=request) if isinstance(message, Message) else message
    told = {"type": kind, "message": said}
    return {**told, "error": told}


NO_JSON = _("api_no_json", default="What was sent is no JSON object.")


def body_of(request):
    """Return what was sent; raises ``DeserializationError`` with a sentence of ours."""
    try:
        return json_body(request)
    except DeserializationError as error:
        raise DeserializationError(NO_JSON) from error
