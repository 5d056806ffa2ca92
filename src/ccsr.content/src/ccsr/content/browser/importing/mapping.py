"""``@@register-mapping``: one mapping that was added, with a look at what it reads."""

from ccsr.content import _
from ccsr.content import noted
from ccsr.content.browser.importing import words
from ccsr.content.browser.importing.base import ImportPage
from ccsr.content.domain.importing import fields
from ccsr.content.domain.importing import mapping as rules
from ccsr.content.domain.importing.mapping import BadMapping
from ccsr.content.domain.importing.reading import read
from ccsr.content.domain.importing.table import BadTable
from ccsr.content.domain.importing.table import Table
from ccsr.content.importing import mappings
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound

import json


#: What a field is read from when the page cannot show it as one column.
AS_IT_IS = "+"
NOT_JSON = _("mapping_not_json", default="The file is no JSON.")
BAD_LINE = _("mapping_bad_line", default="“${line}” is not written as: what stands there = token.")


class RegisterMapping(ImportPage):
    """The page: columns by field, the rest as JSON."""

    page = ViewPageTemplateFile("templates/mapping.pt")
    page_title = _("mapping_title", default="Mapping of a register")
    is_saved = False

    def __call__(self):
        """Keep what was changed, then show it."""
        self.mapping = mappings.own().get(self.asked("id"))
        if self.mapping is None:
            raise NotFound(self.__name__)
        if not self.is_posted:
            return self.page()
        if self.asked("action") in ("delete", "finish"):
            return self.leave()
        self.save()
        return self.page()

    def leave(self):
        """Drop the mapping, or only the lines that it was tried on."""
        if self.asked("action") == "delete":
            mappings.delete(self.mapping.id)
        else:
            mappings.finish(self.mapping.id)
        noted.note("settings-changed", self.context, mapping=self.mapping.id)
        return self.go("register-mappings")

    def save(self):
        """Keep the mapping; ``errors`` where it cannot be used."""
        try:
            raw = self.from_json() if self.asked("action") == "json" else self.from_form()
            self.mapping = mappings.put({**raw, "id": self.mapping.id})
        except BadMapping as error:
            self.errors = [("mapping", error.message)]
            return
        self.is_saved = True
        noted.note("settings-changed", self.context, mapping=self.mapping.id)

    def from_json(self):
        """Return the mapping as it was typed."""
        try:
            raw = json.loads(self.request.form.get("json", ""))
        except (TypeError, ValueError, RecursionError) as error:
            raise BadMapping(NOT_JSON) from error
        if not isinstance(raw, dict):
            raise BadMapping(rules.NO_OBJECT)
        return raw

    def from_form(self):
        """Return the mapping with the columns that were chosen; the rest stays as it was."""
        raw = dict(self.mapping.raw)
        raw["title"] = self.asked("title")
        raw["columns"] = columns = dict(raw["columns"])
        for name in fields.BY_NAME:
            chosen = self.asked(f"column-{name}")
            if chosen == "":
                columns.pop(name, None)
            elif chosen in self.header:
                columns[name] = self.source(name, chosen)
        raw["date_formats"] = _lines(self.asked("date_formats"))
        raw["withheld"] = _lines(self.asked("withheld"))
        raw["numbers"] = self.asked("numbers")
        return raw

    def source(self, name, column):
        """Return where a field comes from, with its table of values where it has one."""
        table = dict(_pair(line) for line in _lines(self.asked(f"values-{name}")))
        return {"columns": column, "values": table} if table else column

    # -- what is shown --------------------------------------------------------

    @cached_property
    def sample(self):
        """The first lines of the file, None once the mapping is finished."""
        found = mappings.sample(self.mapping.id)
        return Table(*found) if found else None

    @property
    def header(self):
        """The columns to choose from."""
        if self.sample:
            return [one for one in self.sample.header if one]
        return sorted(
            {
                name
                for source in self.mapping.columns.values()
                for names in source.columns
                for name in names
            }
        )

    def fields(self):
        """Return each field with its column and its table of values."""
        for field in fields.ALL:
            source = self.mapping.columns.get(field.name)
            column = _column(source)
            yield {
                "name": field.name,
                "title": field.title,
                "column": column if column in self.header else AS_IT_IS if source else "",
                "described": _described(source),
                "is_complex": bool(source) and column not in self.header,
                "has_values": bool(field.terms),
                "table": _table(source),
                "tokens": [term.token for term in field.terms],
            }

    def preview(self):
        """Return what the mapping makes of the first lines; None without lines."""
        if self.sample is None:
            return None
        try:
            found = read(self.sample, self.mapping)
        except BadTable as error:
            return {"problem": error.message, "rows": [], "remarks": []}
        return {"problem": None, "rows": found.rows, "remarks": found.remarks}

    def shown(self, rows):
        """Return the fields that any of some rows has."""
        names = {name for row in rows for name in row.values}
        return [field for field in fields.ALL if field.name in names]

    def said(self, row, name):
        """Return what a row says of a field."""
        return words.value(name, row.get(name), self.request)

    def as_json(self):
        """Return the mapping as it is kept."""
        typed = self.request.form.get("json")
        if self.errors and isinstance(typed, str):
            return typed
        return json.dumps(self.mapping.raw, ensure_ascii=False, indent=2)

    def date_formats(self):
        """Return how days are written, one way a line."""
        return "\n".join(self.mapping.date_formats)

    def withheld(self):
        """Return what stands for "not told", one word a line."""
        return "\n".join(self.mapping.withheld)


def _column(source):
    """Return the one column that a field comes from; '' where it is more than that."""
    if source is None or len(source.columns) != 1 or len(source.columns[0]) != 1:
        return ""
    return source.columns[0][0]


def _described(source):
    return " + ".join(" / ".join(names) for names in source.columns) if source else ""


def _table(source):
    return "\n".join(f"{before} = {after}" for before, after in source.values) if source else ""


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def _pair(line):
    before, sign, after = line.rpartition("=")
    if not sign:
        raise BadMapping(rules.filled(BAD_LINE, line=line[:60]))
    return before.strip(), after.strip()
