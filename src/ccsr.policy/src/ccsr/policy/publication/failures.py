"""What JSON says of an error: ``type``, a sentence in the reader's language, nothing else.

What Plone would say comes from where the error was made: names of attributes,
paths of files, lines of a program.
"""

from ccsr.content.services.faults import NO_JSON
from ccsr.policy import _
from plone.rest.errors import ErrorHandling
from plone.restapi.exceptions import DeserializationError
from plone.restapi.exceptions import QueryParsingError
from zExceptions import BadRequest
from zExceptions import HTTPException
from ZODB.POSException import ConflictError
from zope.i18n import translate
from zope.i18nmessageid import Message

import json


FAILED = _(
    "api_failed",
    default="The portal has failed to answer this. It is on record; try again later.",
)
BUSY = _("api_busy", default="Others are changing the same. Try again in a moment.")
#: What plone.restapi says of a body, in English.
OF_BODIES = ("No JSON object could be decoded", "Malformed body")


class ApiFailure(ErrorHandling):
    """The view of an error to a program that may look."""

    def __call__(self):
        """Fix status and body."""
        status, kind, message = told(self.context)
        body = {"type": kind, "message": self.say(message)}
        response = self.request.response
        response.setHeader("Content-Type", "application/json")
        response.setStatus(status, lock=1)
        response.setBody(json.dumps(body, indent=2, sort_keys=True), lock=1)
        response._has_challenged = True

    def say(self, message):
        """Return a message in the reader's language, other text as it is."""
        is_ours = isinstance(message, Message)
        return translate(message, context=self.request) if is_ours else message


def told(error):
    """Return status, type and sentence of an error."""
    if isinstance(error, DeserializationError):
        return 400, "BadRequest", _of_body(error)
    if isinstance(error, QueryParsingError):
        return 400, "BadRequest", str(error)
    if isinstance(error, ConflictError):
        return 503, "ServiceUnavailable", BUSY
    if isinstance(error, BadRequest | HTTPException):
        return error.getStatus(), type(error).__name__, str(error)
    return 500, "InternalServerError", FAILED


def _of_body(error):
    return NO_JSON if error.msg in OF_BODIES else error.msg
