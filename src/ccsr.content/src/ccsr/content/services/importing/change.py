"""``PATCH`` and ``DELETE {site}/@register-imports/{id}``: tick entries, drop an import."""

from ccsr.content.importing import deciding
from ccsr.content.services.faults import body_of
from ccsr.content.services.importing import asked
from ccsr.content.services.importing import told
from ccsr.content.services.importing.base import Bad
from ccsr.content.services.importing.base import ImportService
from plone.protect.interfaces import IDisableCSRFProtection
from zope.interface import alsoProvides


class ImportsPatch(ImportService):
    """``{"tick": [3], "untick": [4], "answers": {"7": "follows"}}``: all of it or nothing."""

    most_parts = 1

    def answer(self):
        """Return the import with the ticks it has then."""
        alsoProvides(self.request, IDisableCSRFProtection)
        found = self.found()
        problem = deciding.tick(found, asked.ticks(found, body_of(self.request)))
        if problem is not None:
            raise Bad(problem)
        return told.whole(found, self.address, self.say)


class ImportsDelete(ImportService):
    """204 for an import of which nothing is in the register; 400 for another."""

    most_parts = 1

    def answer(self):
        """Drop it."""
        alsoProvides(self.request, IDisableCSRFProtection)
        problem = deciding.delete(self.found())
        if problem is not None:
            raise Bad(problem)
        return self.reply_no_content()
