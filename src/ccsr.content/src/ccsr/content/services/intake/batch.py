"""``{site}/intake/@intake``: ``POST`` begins a drop, ``GET …/{batch}`` says what became of it."""

from ccsr.content.intake import batches
from ccsr.content.intake import telling
from ccsr.content.services.faults import fault
from ccsr.content.services.tus import NOT_FOUND
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


class BatchPost(Service):
    """Begin a drop; its files are sent to ``@intake-upload/{batch}``."""

    def reply(self):
        """Return where to go on."""
        # As plone.restapi does: a program sends this, with its own sign-in.
        alsoProvides(self.request, IDisableCSRFProtection)
        made = batches.make()
        area = self.context.absolute_url()
        self.request.response.setStatus(201)
        return {
            "@id": f"{area}/@intake/{made.id}",
            "batch": made.id,
            "upload": f"{area}/@intake-upload/{made.id}",
            "page": f"{area}?batch={made.id}",
        }


@implementer(IPublishTraverse)
class BatchGet(Service):
    """What became of each file."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.names = []

    def publishTraverse(self, request, name):
        """Take the id of the drop."""
        self.names.append(name)
        return self

    def reply(self):
        """Return the files of a drop."""
        batch = batches.get(self.names[0]) if len(self.names) == 1 else None
        if batch is None:
            return fault(self.request, 404, "NotFound", NOT_FOUND)
        told = telling.files(batch)
        return {
            "@id": f"{self.context.absolute_url()}/@intake/{batch.id}",
            "batch": batch.id,
            "busy": telling.is_busy(told),
            "files": [self.file(one) for one in told],
        }

    def file(self, told):
        """Return one file."""
        return {
            "key": told.key,
            "name": told.entry.name,
            "size": told.entry.size,
            "state": told.state,
            "title": self.say(told.word),
            "message": self.say(told.sentence) if told.sentence else None,
            "item": told.item.getURL() if told.item else None,
            "same": [{"@id": one.getURL(), "title": one.Title} for one in told.same],
        }

    def say(self, text):
        """Return a message in the reader's language."""
        return translate(text, context=self.request)
