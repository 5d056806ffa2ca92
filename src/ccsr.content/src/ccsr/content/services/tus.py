"""Uploads in parts (TUS): nothing stays on the disk of what the portal will not keep.

plone.restapi takes parts of any number and leaves what was refused behind until
somebody else uploads.
"""

from ccsr.content import _
from ccsr.content.domain.uploads import LARGEST
from ccsr.content.domain.uploads import SENTENCES
from ccsr.content.services.faults import fault
from plone.restapi.services.content import tus


NOT_FOUND = _("tus_not_found", default="There is no such upload, or it is not yours.")
BAD_HEADER = _("tus_bad_header", default="A header of the upload is missing or wrong.")
BAD_VERSION = _("tus_bad_version", default="Only version 1.0.0 of TUS is understood.")


class Told:
    """Says what is wrong as the portal's other services do."""

    def error(self, type, message, status=400):
        """Return the error; what Plone says of headers is in English only."""
        if status == 404:
            message = NOT_FOUND
        elif message.endswith("header") or message == "Fieldname required":
            message = BAD_HEADER
        return fault(self.request, status, type, message)

    def unsupported_version(self):
        """Return that there is one version."""
        self.request.response.setHeader("Tus-Version", "1.0.0")
        return fault(self.request, 412, "Precondition Failed", BAD_VERSION)


class TUSPost(Told, tus.UploadPost):
    """Announce an upload; one that is too large ends here."""

    def reply(self):
        """Refuse by the announced length, before anything is sent."""
        announced = self.request.getHeader("Upload-Length", "")
        if announced.isdecimal() and int(announced) > LARGEST:
            return _too_large(self)
        return super().reply()


class TUSPatch(Told, tus.UploadPatch):
    """Take a part; with the last one the file becomes content or goes."""

    def create_or_modify_content(self, tus_upload):
        """Keep the file, and forget the upload whether it was kept or not."""
        try:
            return super().create_or_modify_content(tus_upload)
        finally:
            tus_upload.close()
            tus_upload.cleanup()


def _too_large(service):
    return service.error("Request Entity Too Large", SENTENCES["too_large"], 413)
