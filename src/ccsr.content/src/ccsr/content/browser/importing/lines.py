"""``@@register-import-lines``: the lines of a file that were not read, as a CSV to mend."""

from ccsr.content import _
from ccsr.content import noted
from ccsr.content.browser.importing.base import ImportPage
from ccsr.content.domain import export


LINE = _("import_line", default="Line")
REASON = _("import_reason", default="Reason")


class Lines(ImportPage):
    """The download."""

    def __call__(self):
        """Return the lines with their numbers and reasons."""
        found = self.found()
        rows = [(self.say(LINE), self.say(REASON))]
        for one in found.remarks.values():
            rows.append((one.line, self.words_of(one.message), *one.cells))
        name = f"lines-{found.number}.csv"
        response = self.request.response
        response.setHeader("Content-Type", export.CONTENT_TYPES["csv"])
        response.setHeader("Content-Disposition", export.disposition(name))
        noted.note("exported", self.context, file=name, rows=len(rows) - 1)
        return export.BOM + export.csv_lines(rows)
