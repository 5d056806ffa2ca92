"""What the services of the register's import have in common."""

from ccsr.content.domain import changes
from ccsr.content.domain.changes import NotAsked
from ccsr.content.importing import looking
from ccsr.content.importing import store
from ccsr.content.services.changes import NOT_OURS
from ccsr.content.services.faults import fault
from ccsr.content.services.liaison import BAD_FILTER
from plone import api
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


class Bad(ValueError):
    """What cannot be done as it was asked; ``message`` says why, ``status`` how to answer."""

    def __init__(self, message, status=400, kind="BadRequest", **more):
        super().__init__(message)
        self.message, self.status, self.kind, self.more = message, status, kind, more


@implementer(IPublishTraverse)
class ImportService(Service):
    """A service with what follows its name in the address, as ``parts``."""

    most_parts = 2
    #: Parameters that the address may have, for each number of parts.
    known = ((), (), ())

    def __init__(self, context, request):
        super().__init__(context, request)
        self.parts = ()

    def publishTraverse(self, request, name):
        """Take a part off the path."""
        if len(self.parts) == self.most_parts:
            raise NotFound(name)
        self.parts = (*self.parts, name)
        return self

    def reply(self):
        """Return the answer, or what is wrong with what was asked."""
        try:
            self.check()
            return self.answer()
        except NotAsked as error:
            return self.bad(error.message, parameter=error.name, name=error.name)
        except DeserializationError as error:
            return self.bad(error.msg)
        except Bad as error:
            told = fault(self.request, error.status, error.kind, self.say(error.message))
            return {**told, **error.more}

    def check(self):
        """Raise ``NotAsked`` for a parameter that there is not."""
        known = {*self.known[len(self.parts)], *NOT_OURS}
        for name in sorted(set(self.request.form) - known):
            raise NotAsked(name, changes.UNKNOWN)

    def answer(self):
        """Return the body of the answer."""
        raise NotFound(self.__name__)

    def bad(self, message, parameter=None, **mapping):
        """Return the body of a 400."""
        about = {**(getattr(message, "mapping", None) or {}), **mapping}
        told = fault(self.request, 400, "BadRequest", Message(message, mapping=about))
        return {**told, **({"parameter": parameter} if parameter else {})}

    def say(self, message):
        """Return a kept message in the reader's language."""
        return looking.said(message, lambda one: translate(one, context=self.request))

    def may(self, permission):
        """Return whether the reader has a permission, given by title."""
        return bool(api.user.has_permission(permission, obj=self.context))

    @property
    def address(self):
        """The address of the list."""
        return f"{self.context.absolute_url()}/@register-imports"

    def found(self):
        """Return the import that the address names; raise NotFound."""
        found = store.asked(self.parts[0]) if self.parts else None
        if found is None:
            raise NotFound(self.__name__)
        return found

    def page(self, items, told):
        """Return the part of a list that is asked for."""
        form = self.request.form
        start, size = str(form.get("b_start", 0)), changes.size(str(form.get("b_size", "")))
        if not (start.isascii() and start.isdecimal() and len(start) < 7):
            raise NotAsked("b_start", BAD_FILTER)
        chosen = items[int(start) : int(start) + size]
        return {"items_total": len(items), "items": [told(one) for one in chosen]}
