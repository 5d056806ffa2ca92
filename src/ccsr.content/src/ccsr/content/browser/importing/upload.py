"""``@@import-register``: bring a register's file in, and the list of imports."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser.importing.base import ImportPage
from ccsr.content.domain import uploads
from ccsr.content.domain.importing import mapping as rules
from ccsr.content.domain.importing import table
from ccsr.content.importing import jobs
from ccsr.content.importing import mappings
from ccsr.content.importing import store
from datetime import date
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


NO_FILE = _("import_no_file", default="Choose a file: CSV or XLSX.")
NO_MAPPING = _(
    "import_no_mapping",
    default="No mapping reads this file's columns. Choose one, or have an administrator make one.",
)
BAD_DAY = _("import_bad_day", default="Give a day that is not in the future.")


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
        if not data:
            self.errors = [("file", NO_FILE)]
            return None
        mapping, wrong = self.mapping(data)
        day = self.day_of(name)
        self.errors = [*wrong, *([("as_at", BAD_DAY)] if day is None else ())]
        if self.errors:
            return None
        made = store.add(uploads.file_name(name).removesuffix(uploads.SUFFIX), data, mapping, day)
        jobs.compare_later(made)
        return made

    def uploaded(self):
        """Return name and content of the file, empty without one."""
        file = self.request.form.get("file")
        if not hasattr(file, "read"):
            return "", b""
        # One more than is allowed is enough to say that it is too large.
        return file.filename or "", file.read(table.MOST_BYTES + 1)

    def mapping(self, data):
        """Return the mapping that was chosen or that fits, and the errors by field."""
        try:
            header = table.table(data).header
        except table.BadTable as error:
            return None, [("file", error.message)]
        chosen = mappings.get(self.asked("mapping")) if self.asked("mapping") else None
        found = chosen or rules.fitting(mappings.all().values(), header)
        return found, [] if found else [("mapping", NO_MAPPING)]

    def day_of(self, name):
        """Return the day as at which the file is; None where it cannot be."""
        asked = self.asked("as_at")
        if not asked:
            return table.day_in(name, self.today)
        day = _day(asked)
        return day if day and day <= self.today else None

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


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
