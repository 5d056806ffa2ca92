"""``POST {site}/@register-imports``: bring a file in, and what is done with an import."""

from base64 import b64decode
from binascii import Error as NotBase64
from ccsr.content import permissions
from ccsr.content.importing import applying
from ccsr.content.importing import deciding
from ccsr.content.importing import taking
from ccsr.content.services.faults import body_of
from ccsr.content.services.importing import told
from ccsr.content.services.importing.asked import only
from ccsr.content.services.importing.base import Bad
from ccsr.content.services.importing.base import ImportService
from ccsr.content.services.liaison import BAD_FILE
from plone.protect.interfaces import IDisableCSRFProtection
from zExceptions import NotFound
from zope.interface import alsoProvides


KEYS = ("filename", "data", "mapping", "as_at")
#: What takes a reviewer.
APPROVED = ("apply", "undo", "continue")
ACTIONS = {
    "propose": deciding.propose,
    "compare": deciding.compare,
    "apply": deciding.apply,
    "undo": deciding.undo,
    "continue": deciding.go_on,
}
#: Somebody else has changed the register, or is at it.
OTHERS = (applying.BUSY, applying.STALE)


class ImportsPost(ImportService):
    """``…/@register-imports`` with a file, and ``…/{id}/{action}``."""

    def answer(self):
        """Do it."""
        # As plone.restapi does: a JSON body cannot come from a form of another site.
        alsoProvides(self.request, IDisableCSRFProtection)
        if not self.parts:
            return self.bring()
        action = ACTIONS.get(self.parts[1]) if len(self.parts) == 2 else None
        if action is None or not self.may_do(self.parts[1]):
            raise NotFound(self.__name__)
        found = self.found()
        only((), body_of(self.request))
        problem = action(found)
        if problem in OTHERS:
            raise Bad(problem, 409, "Conflict")
        if problem is not None:
            raise Bad(problem)
        return self.under_way(found, 200 if self.parts[1] == "propose" else 202)

    def may_do(self, name):
        """Return whether the reader may do that."""
        return name not in APPROVED or self.may(permissions.ApproveImport)

    def bring(self):
        """Take a file in."""
        body = only(KEYS, body_of(self.request))
        try:
            name, data = body["filename"], b64decode(body["data"], validate=True)
        except (KeyError, NotBase64, TypeError, ValueError) as error:
            raise Bad(BAD_FILE) from error
        if not isinstance(name, str):
            raise Bad(BAD_FILE)
        mapping, day = (str(body.get(key) or "") for key in ("mapping", "as_at"))
        try:
            made = taking.take(name, data, mapping, day)
        except taking.NotTaken as error:
            field, message = error.errors[0]
            raise Bad(message, parameter="data" if field == "file" else field) from error
        self.request.response.setHeader("Location", f"{self.address}/{made.number}")
        return self.under_way(made, 202)

    def under_way(self, found, status):
        """Return the import, while a worker goes on with it."""
        self.request.response.setStatus(status)
        return told.whole(found, self.address, self.say)
