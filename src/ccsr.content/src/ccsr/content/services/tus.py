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

    def create_or_modify_content(self, tus_upload):
        """Keep the file, and forget the upload whether it was kept or not."""
        try:
            return super().create_or_modify_content(tus_upload)
        finally:
            tus_upload.close()
            tus_upload.cleanup()


def _too_large(service):
    sentence = translate(SENTENCES["too_large"], context=service.request)
    return service.error("Request Entity Too Large", sentence, 413)
