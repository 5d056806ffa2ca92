"""``@@register-mappings``: the mappings; a new one is proposed from a file's header."""

from ccsr.content import _
from ccsr.content import noted
from ccsr.content.browser.importing.base import ImportPage
from ccsr.content.domain import export
from ccsr.content.domain.importing import proposing
from ccsr.content.domain.importing.mapping import BadMapping
from ccsr.content.domain.importing.mapping import ID
from ccsr.content.domain.importing.shipped import shipped
from ccsr.content.domain.importing.table import BadTable
from ccsr.content.domain.importing.table import MOST_BYTES
from ccsr.content.domain.importing.table import table
from ccsr.content.importing import mappings
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound

import json


#: Lines of a file that are kept while a mapping is made from it.
SAMPLE = 20
#: A mapping is a page of text; more is none.
MOST_JSON = 200_000

NO_FILE = _("mapping_no_file", default="Choose a register's file, or a mapping as JSON.")
NO_ID = _(
    "mapping_no_id",
    default="Give it a short name of small letters, digits and dashes that is not in use.",
)
NO_TITLE = _("mapping_no_title", default="Give the mapping a name.")
NOT_JSON = _("mapping_not_json", default="The file is no JSON.")


class Mappings(ImportPage):
    """The list, and where to begin a new one."""

    page = ViewPageTemplateFile("templates/mappings.pt")
    page_title = _("mappings_title", default="Mappings of registers")

    def __call__(self):
        """Begin a mapping or take one in, then show them."""
        if self.is_posted:
            made = self.begin()
            if made:
                return self.go("register-mapping", id=made)
        return self.page()

    def begin(self):
        """Return the id of a new mapping; None with ``errors``."""
        file = self.request.form.get("file")
        data = file.read(MOST_BYTES + 1) if hasattr(file, "read") else b""
        if not data:
            self.errors = [("file", NO_FILE)]
            return None
        try:
            return self.take_in(data) if data.lstrip()[:1] == b"{" else self.propose(data)
        except BadMapping as error:
            self.errors = [("file", error.message)]
        except BadTable as error:
            self.errors = [("file", error.message)]
        return None

    def take_in(self, data):
        """Keep a mapping that was saved as JSON elsewhere."""
        try:
            made = mappings.put(json.loads(data[:MOST_JSON]))
        except (ValueError, RecursionError) as error:
            if isinstance(error, BadMapping):
                raise
            raise BadMapping(NOT_JSON) from error
        self.note(made)
        return made.id

    def propose(self, data):
        """Keep what is proposed for a file's header, with its first lines to try it on."""
        id, title = self.asked("id"), self.asked("title")
        errors = [
            *([("title", NO_TITLE)] if not title else ()),
            *([("id", NO_ID)] if not ID.match(id) or mappings.get(id) else ()),
        ]
        found = table(data)
        if errors:
            self.errors = errors
            return None
        columns = proposing.propose(found.header)
        # Without a column for them there is no mapping; the page says so at once.
        for name, place in (("urn", 0), ("title", 1)):
            columns.setdefault(name, found.header[min(place, len(found.header) - 1)])
        made = mappings.put({"id": id, "title": title, "columns": columns})
        mappings.put_sample(id, found.header, found.lines[:SAMPLE])
        self.note(made)
        return made.id

    def note(self, made):
        """Have the change on record."""
        noted.note("settings-changed", self.context, mapping=made.id)

    def shipped(self):
        """Return the mappings that come with the portal."""
        return sorted(shipped().values(), key=lambda one: one.title)

    def own(self):
        """Return the mappings that were added."""
        return sorted(mappings.own().values(), key=lambda one: one.title)


class Export(ImportPage):
    """``@@register-mapping-json``: a mapping as a file."""

    def __call__(self):
        """Return it."""
        found = mappings.get(self.asked("id"))
        if found is None:
            raise NotFound(self.__name__)
        response = self.request.response
        response.setHeader("Content-Type", "application/json; charset=utf-8")
        response.setHeader("Content-Disposition", export.disposition(f"{found.id}.json"))
        return json.dumps(found.raw, ensure_ascii=False, indent=2).encode()
