"""Uploads in parts (TUS): nothing stays on the disk of what the portal will not keep.

plone.restapi takes parts of any number and leaves what was refused behind until
somebody else uploads.
"""

from ccsr.content.domain.uploads import LARGEST
from ccsr.content.domain.uploads import SENTENCES
from plone.restapi.services.content import tus
from zope.i18n import translate


class TUSPost(tus.UploadPost):
    """Announce an upload; one that is too large ends here."""

    def reply(self):
        """Refuse by the announced length, before anything is sent."""
        announced = self.request.getHeader("Upload-Length", "")
        if announced.isdecimal() and int(announced) > LARGEST:
            return _too_large(self)
        return super().reply()


class TUSPatch(tus.UploadPatch):
    """Take a part; with the last one the file becomes content or goes."""

    def reply(self):
        """Take the part, and forget the upload when it has ended either way."""
        upload = self.tus_upload()
        if upload is None:
            return super().reply()
        try:
            return super().reply()
        finally:
            if upload.offset() >= upload.length():
                upload.cleanup()


def _too_large(service):
    sentence = translate(SENTENCES["too_large"], context=service.request)
    return service.error("Request Entity Too Large", sentence, 413)
