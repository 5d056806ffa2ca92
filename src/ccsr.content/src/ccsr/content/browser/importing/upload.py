"""``@@import-register``: bring a register's file in, and the list of imports."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser.importing.base import ImportPage
from ccsr.content.domain.importing import table
from ccsr.content.importing import mappings
from ccsr.content.importing import store
from ccsr.content.importing import taking
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class ImportRegister(ImportPage):
    """The page."""

    page = ViewPageTemplateFile("templates/upload.pt")
    page_title = _("import_title", default="Register imports")

    def __call__(self):
        """Take a file in and show its import, or say what is wrong."""
        if self.is_posted:
            made = self.take()
            if made is not None:
                return self.go("register-import", number=made.number)
        return self.page()

    def take(self):
        """Return the import of the uploaded file; None with ``errors``."""
        name, data = self.uploaded()
        try:
            return taking.take(name, data, self.asked("mapping"), self.asked("as_at"))
        except taking.NotTaken as error:
            self.errors = error.errors
        return None

    def uploaded(self):
        """Return name and content of the file, empty without one."""
        file = self.request.form.get("file")
        if not hasattr(file, "read"):
            return "", b""
        # One more than is allowed is enough to say that it is too large.
        return file.filename or "", file.read(table.MOST_BYTES + 1)

    # -- the page -------------------------------------------------------------

    def mappings(self):
        """Return the mappings on offer."""
        return sorted(mappings.all().values(), key=lambda one: one.title.casefold())

    def update(self):
        """Return the batch of imports, the newest first."""
        return self.batch(store.all())

    def total(self, found):
        """Return how many differences an import has."""
        return sum(found.counts.values())

    @property
    def may_import(self):
        """Whether the reader brings files in."""
        return self.may(permissions.ImportRegister)
