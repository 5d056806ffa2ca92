"""``POST {site}/@upload``: file one document of a batch as a draft.

JSON ``{"file": {"filename", "data" (base64)}, "row": {column: text},
"create_missing": false, "service": "register/…"}``, or a multipart form with
``file``, ``row`` (JSON), ``create_missing`` and ``service``. 201 with the draft;
400 with rule and sentence when it is refused, and then nothing was written.
"""

from base64 import b64decode
from binascii import Error as NotBase64
from ccsr.content import _
from ccsr.content.content.filing import file_document
from ccsr.content.domain.intake import read_bool
from ccsr.content.domain.intake import Refused
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zope.i18n import translate
from zope.interface import alsoProvides

import json
import transaction


class UploadPost(Service):
    """Take or refuse one file."""

    def reply(self):
        """Return the draft, or why there is none."""
        # As plone.restapi does: a program sends this, with its own sign-in.
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            document = file_document(**self.asked())
        except Refused as error:
            return self.refused(error)
        self.request.response.setStatus(201)
        return {
            "@id": document.absolute_url(),
            "@type": document.portal_type,
            "title": document.title,
        }

    def asked(self):
        """Return the arguments of ``file_document`` from either kind of body."""
        form = self.request.form
        return _from_form(form) if "file" in form else _from_json(self.request)

    def refused(self, error):
        """Answer 400; what was created on the way is dropped."""
        transaction.doom()
        self.request.response.setStatus(400)
        sentence = translate(error.message, context=self.request)
        return {"type": "Refused", "rule": error.rule, "message": sentence}


def _from_form(form):
    upload = form["file"]
    if not hasattr(upload, "read"):
        raise Refused("body", BAD_BODY)
    return {
        "name": upload.filename or "",
        "data": upload.read(),
        "row": _row(_loaded(form.get("row") or "{}")),
        "create_missing": read_bool(form.get("create_missing") or "no"),
        "service_path": form.get("service") or "",
    }


def _from_json(request):
    try:
        body = json_body(request)
        file = body["file"]
        data = b64decode(file["data"], validate=True)
        name, path = str(file["filename"]), str(body.get("service") or "")
    except (DeserializationError, KeyError, NotBase64, TypeError, ValueError) as error:
        raise Refused("body", BAD_BODY) from error
    return {
        "name": name,
        "data": data,
        "row": _row(body.get("row") or {}),
        "create_missing": body.get("create_missing") is True,
        "service_path": path,
    }


def _loaded(text):
    try:
        return json.loads(text)
    except ValueError as error:
        raise Refused("body", BAD_BODY) from error


def _row(row):
    """Return a row if it is one: text by name of column."""
    if not isinstance(row, dict) or not all(isinstance(one, str) for one in row.values()):
        raise Refused("body", BAD_BODY)
    return row


BAD_BODY = _(
    "upload_bad_body",
    default="Send the file with its name as base64, and the row as text by column.",
)
