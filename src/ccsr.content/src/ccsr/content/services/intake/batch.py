"""``{site}/intake/@intake``: ``POST`` begins a drop, ``GET …/{batch}`` says what became of it."""

from ccsr.content import _
from ccsr.content.domain.archives import MOST_MEMBERS as MOST
from ccsr.content.intake import batches
from ccsr.content.intake import parts
from ccsr.content.intake import taking
from ccsr.content.intake import telling
from ccsr.content.services.faults import body_of
from ccsr.content.services.faults import fault
from ccsr.content.services.intake.tus import at
from ccsr.content.services.named import NamedService
from ccsr.content.services.tus import NOT_FOUND
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.exceptions import DeserializationError
from zope.i18n import translate
from zope.interface import alsoProvides


BAD_FILES = _("intake_bad_files", default="Send the files that are to come with name and size.")


class BatchService(NamedService):
    """Base: the drop that the address names."""

    @property
    def batch(self):
        """Return the drop, None where there is none."""
        return batches.get(self.names[0]) if len(self.names) == 1 else None

    @property
    def account(self):
        """Return who asks."""
        return api.user.get_current().getId() or ""

    def missing(self):
        """Say that there is none."""
        return fault(self.request, 404, "NotFound", NOT_FOUND)


class BatchPost(BatchService):
    """Begin a drop; its files are sent to ``@intake-upload/{batch}``. Or say what is to come."""

    def reply(self):
        """Return where to go on."""
        # As plone.restapi does: a program sends this, with its own sign-in.
        alsoProvides(self.request, IDisableCSRFProtection)
        return self.await_files() if self.names else self.begin()

    def await_files(self):
        """Keep which files are still to come, in place of those that were."""
        batch = self.batch
        if batch is None or batch.by != self.account:
            return self.missing()
        try:
            found = [(str(one["name"]), int(one["size"])) for one in body_of(self.request)["files"]]
        except (DeserializationError, KeyError, TypeError, ValueError):
            return fault(self.request, 400, "BadRequest", BAD_FILES)
        named = [(taking.kept_name(name), size) for name, size in found[:MOST]]
        if named != list(batch.awaited):
            batch.awaited[:] = named
        return self.reply_no_content()

    def begin(self):
        """Make a drop."""
        made = batches.make()
        area = self.context.absolute_url()
        self.request.response.setStatus(201)
        return {
            "@id": f"{area}/@intake/{made.id}",
            "batch": made.id,
            "upload": f"{area}/@intake-upload/{made.id}",
            "page": f"{area}?batch={made.id}",
        }


class BatchGet(BatchService):
    """What became of each file, and where to go on with what has not arrived."""

    def reply(self):
        """Return the files of a drop."""
        batch = self.batch
        if batch is None:
            return self.missing()
        told = telling.files(batch)
        area = self.context.absolute_url()
        return {
            "@id": f"{area}/@intake/{batch.id}",
            "batch": batch.id,
            "busy": telling.is_busy(told),
            "files": [self.file(one) for one in told],
            "begun": [
                {"name": one.name, "size": one.length, "upload": f"{area}/{at(one)}"}
                for one in parts.begun(self.account, batch.id)
            ],
        }

    def file(self, told):
        """Return one file."""
        return {
            "key": told.key,
            "name": told.entry.name,
            "size": told.entry.size,
            "state": told.state,
            "title": self.say(told.word),
            "rule": told.entry.rule or None,
            "message": self.say(told.sentence) if told.sentence else None,
            "item": told.item.getURL() if told.item else None,
            "same": [{"@id": one.getURL(), "title": one.Title} for one in told.same],
        }

    def say(self, text):
        """Return a message in the reader's language."""
        return translate(text, context=self.request)
