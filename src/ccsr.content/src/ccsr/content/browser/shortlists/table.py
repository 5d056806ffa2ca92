"""``@@shortlist-export?id=&format=csv|xlsx``: a shortlist as a file."""

from ccsr.content import _
from ccsr.content.browser.shortlists.one import ShortlistPage
from ccsr.content.domain import export
from ccsr.content.domain import shortlist_table
from ccsr.content.noted import note
from ccsr.content.services.export import CARE
from ccsr.content.services.export import CARE_TEXT
from ccsr.content.services.export import MADE
from ccsr.content.services.export import SEES_STATES
from ccsr.content.services.workbook import written
from pathlib import Path
from tempfile import TemporaryDirectory
from zExceptions import NotFound
from zope.i18nmessageid import Message


FILE_NAME = _("shortlist_file_name", default="Shortlist ${day}")
SHEET = _("shortlist_sheet", default="Shortlist")
ABOUT = _("shortlist_sheet_about", default="About this shortlist")
NAME = _("shortlist_name", default="Name of the shortlist")
SERVICES = _("shortlist_services", default="Services")


class ShortlistTable(ShortlistPage):
    """The file; NotFound for a list that is not the reader's, or a format that is none."""

    def __call__(self):
        """Return the file."""
        kind = self.asked("format") or export.FORMATS[0]
        self.shortlist = self.own(self.asked("id"))
        if kind not in export.FORMATS:
            raise NotFound(kind)
        name = Message(FILE_NAME, mapping={"day": self.today.isoformat()})
        response = self.request.response
        response.setHeader("Content-Type", export.CONTENT_TYPES[kind])
        response.setHeader("Content-Disposition", export.disposition(f"{self.say(name)}.{kind}"))
        if self.request.method == "HEAD":
            return ""
        note("exported", what="shortlist", format=kind, count=len(self.services))
        return self.table() if kind == "csv" else self.workbook()

    @property
    def columns(self):
        """Return the columns that this reader gets."""
        return shortlist_table.columns(any(map(self.may, SEES_STATES)))

    @property
    def headings(self):
        """Return their names in the reader's language."""
        return [self.say(column.title) for column in self.columns]

    def table(self):
        """Return it as a CSV."""
        return export.BOM + export.csv_lines([self.headings, *self._rows()])

    def workbook(self):
        """Return it as a workbook."""
        widths = [column.width for column in self.columns]
        with TemporaryDirectory(prefix="ccsr-shortlist-") as folder:
            path = Path(folder) / "list"
            with written(path, path.parent) as book:
                book.start(self.say(SHEET), list(zip(self.headings, widths, strict=True)))
                for row in self._rows():
                    book.add(row)
                book.about(self.say(ABOUT), self._about())
            return path.read_bytes()

    def _about(self):
        return [
            (self.say(NAME), self.shortlist.name),
            (self.say(SERVICES), len(self.services)),
            (self.say(MADE), self.today),
            (self.say(CARE), self.say(CARE_TEXT)),
        ]

    def _rows(self):
        names = [column.name for column in self.columns]
        for service in self.services:
            cells = self._cells(service)
            yield [cells[name] for name in names]

    def _cells(self, service):
        return {
            "place": service.place_on_list,
            "title": service.title,
            "provider": service.provider["title"],
            "service_type": self.say(service.type),
            "town": self.say(service.place),
            "local_authority": self.say(service.authority),
            "status": self.say(service.status),
            "urn": ", ".join(service.urns),
            "places": service.service.places,
            "ages": service.ages,
            "annual": service.annual.text,
            **self._inspected(service, 0, "last"),
            **self._inspected(service, 1, "before"),
            "note": service.entry.note,
            "state": self.say(export.STATES[service.state]),
            "address": service.url,
        }

    def _inspected(self, service, number, name):
        found = service.reports[number] if number < len(service.reports) else None
        grades = service.grades(found) if found else ()
        said = export.BETWEEN_JUDGEMENTS.join(one.text for one in grades)
        return {f"{name}_day": found.day if found else None, name: said}
