"""``{site}/intake/@intake-upload/{batch}``: a file of a drop, in parts (TUS 1.0.0).

``POST`` announces it (``Upload-Length``, ``Upload-Metadata: filename …``), ``PATCH`` sends a
part, ``HEAD`` says how much is there, ``DELETE`` gives it up. With the last part the file is
taken or refused: ``GET {site}/intake/@intake/{batch}`` says what became of it, under the id
of the upload.
"""

from base64 import b64decode
from binascii import Error as NotBase64
from ccsr.content import _
from ccsr.content.domain import archives
from ccsr.content.domain import uploads
from ccsr.content.intake import batches
from ccsr.content.intake import parts
from ccsr.content.intake import receiving
from ccsr.content.intake import turns
from ccsr.content.intake import unpacking
from ccsr.content.services.faults import fault
from ccsr.content.services.named import NamedService
from ccsr.content.services.tus import BAD_HEADER
from ccsr.content.services.tus import BAD_VERSION
from ccsr.content.services.tus import NOT_FOUND
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from zope.interface import alsoProvides

import transaction


VERSION = "1.0.0"
CONTENT = "application/offset+octet-stream"
MISPLACED = _("tus_misplaced", default="The part does not follow what is there.")
TOO_MANY = _("tus_too_many", default="Too many uploads were begun and not ended. Try again later.")


class TUS(NamedService):
    """Base: the drop of whoever asks, and their upload in it."""

    #: Parts of the address after the name of the service.
    depth = 2

    def reply(self):
        """Check what every request of TUS must have; then ``answer``."""
        # Without JSON and with headers of its own: no form of another site sends it.
        alsoProvides(self.request, IDisableCSRFProtection)
        self.request.response.setHeader("Tus-Resumable", VERSION)
        if self.request.getHeader("Tus-Resumable") != VERSION:
            self.request.response.setHeader("Tus-Version", VERSION)
            return fault(self.request, 412, "Precondition Failed", BAD_VERSION)
        self.batch = batches.get(self.names[0]) if len(self.names) == self.depth else None
        if self.batch is None or self.batch.by != self.account or not self.finds():
            return fault(self.request, 404, "Not Found", NOT_FOUND)
        return self.answer()

    @property
    def account(self):
        """Return who asks."""
        return api.user.get_current().getId() or ""

    def finds(self):
        """Return whether the upload is there."""
        self.part = parts.find(self.names[1], self.account)
        return self.part is not None and self.part.batch == self.batch.id

    def number(self, header):
        """Return the whole number of a header, None where it is none."""
        value = self.request.getHeader(header, "")
        return int(value) if value.isascii() and value.isdecimal() and len(value) < 16 else None

    def bad_header(self):
        """Refuse a header."""
        return fault(self.request, 400, "Bad Request", BAD_HEADER)

    def take(self, part):
        """Take the whole file into the drop, once, or have its reason kept there."""
        with part.opened() as file:
            receiving.examine(file)
            turns.wait()
            receiving.receive(self.batch, part.id, part.name, file, puts_aside=True)
        transaction.get().addAfterCommitHook(_empty, (part,))
        self.unpack(part)

    def unpack(self, part):
        """Unpack what was put aside, where no worker does; also where the request is retried."""
        if part.id in self.batch.archives and not self.batch.entries[part.id].job:
            unpacking.unpack_in_turns(self.batch, part.id)


class Announce(TUS):
    """Begin a file; one that is too large ends here."""

    depth = 1

    def finds(self):
        """There is none yet."""
        return True

    def answer(self):
        """Return where its parts go."""
        length, name = self.number("Upload-Length"), self.filename()
        if length is None or name is None:
            return self.bad_header()
        limits = archives if name.lower().endswith(archives.SUFFIX) else uploads
        if length > limits.LARGEST:
            return fault(self.request, 413, "Request Entity Too Large", _too_large(limits))
        return self.begin(name, length)

    def begin(self, name, length):
        """Keep what was announced."""
        try:
            part = parts.begin(self.account, self.batch.id, name, length)
        except parts.TooMany:
            return fault(self.request, 429, "Too Many Requests", TOO_MANY)
        if part.is_whole:
            self.take(part)
        where = f"{self.context.absolute_url()}/{at(part)}"
        self.request.response.setHeader("Location", where)
        self.request.response.setHeader("Upload-Expires", part.expires)
        self.request.response.setStatus(201)
        return None

    def filename(self):
        """Return the name of the file, None where the header cannot be read."""
        pairs = [one.split() for one in self.request.getHeader("Upload-Metadata", "").split(",")]
        found = {pair[0].lower(): pair[1] for pair in pairs if len(pair) == 2}
        coded = found.get("filename") or found.get("name") or ""
        try:
            return b64decode(coded, validate=True).decode()
        except (NotBase64, ValueError):
            return None


class Send(TUS):
    """Take a part; with the last one the file is taken or refused."""

    def answer(self):
        """Return how much is there."""
        offset = self.number("Upload-Offset")
        if offset is None or self.request.getHeader("Content-Type") != CONTENT:
            return self.bad_header()
        if self.part.id not in self.batch.entries:
            try:
                self.part.write(self.request["BODYFILE"], offset)
            except parts.Misplaced:
                return fault(self.request, 409, "Conflict", MISPLACED)
        if self.part.is_whole and self.part.id not in self.batch.entries:
            self.take(self.part)
        else:
            self.unpack(self.part)
        self.request.response.setHeader("Upload-Offset", str(self.part.offset))
        self.request.response.setHeader("Upload-Expires", self.part.expires)
        return self.reply_no_content()


class Ask(TUS):
    """Say how much is there."""

    def answer(self):
        """Return it in headers."""
        if self.part.is_whole and self.part.length and self.part.id not in self.batch.entries:
            # The portal was ended after the last part and before the file was taken.
            self.part.shorten()
        self.request.response.setHeader("Upload-Length", str(self.part.length))
        self.request.response.setHeader("Upload-Offset", str(self.part.offset))
        self.request.response.setHeader("Cache-Control", "no-store")
        self.request.response.setStatus(200, lock=1)


class GiveUp(TUS):
    """Forget what was begun."""

    def answer(self):
        """Delete it; what was taken stays."""
        self.part.forget()
        return self.reply_no_content()


def at(part):
    """Return where the parts of a file go, below the area."""
    return f"@intake-upload/{part.batch}/{part.id}"


def _empty(is_kept, part):
    if is_kept:
        part.empty()


def _too_large(limits):
    name = "archive_large" if limits is archives else "too_large"
    return limits.SENTENCES[name]
