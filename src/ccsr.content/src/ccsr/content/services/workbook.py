"""An XLSX that is written row by row into a file, never held in memory.

``services.export`` fills it. Texts are written as texts, so that nothing in
them is a formula or a link.
"""

from contextlib import contextmanager
from datetime import date
from datetime import datetime

import xlsxwriter


#: Rows of a sheet, as the format has it; the first holds the headings.
MOST_ROWS = 1_048_576
LONGEST_NAME = 31
NOT_IN_A_NAME = str.maketrans("[]:*?/\\", " " * 7)
#: No spreadsheet counts its days from before that year.
FIRST_YEAR = 1900

DAY = {"num_format": "yyyy-mm-dd", "align": "left"}
MOMENT = {"num_format": "yyyy-mm-dd hh:mm", "align": "left"}
HEADING = {"bold": True, "text_wrap": True, "valign": "top"}


class Workbook:
    """A workbook being written: a sheet of rows, then one that says what they are."""

    def __init__(self, book):
        self._book = book
        self._formats = {date: book.add_format(DAY), datetime: book.add_format(MOMENT)}
        self._heading = book.add_format(HEADING)
        self.rows = 0

    def start(self, name, columns):
        """Begin the sheet of rows; ``columns`` are heading and width."""
        self._sheet = self._book.add_worksheet(_sheet_name(name))
        self._sheet.freeze_panes(1, 1)
        for place, (_heading, width) in enumerate(columns):
            self._sheet.set_column(place, place, width)
        for place, (heading, _width) in enumerate(columns):
            self._sheet.write_string(0, place, _text(heading), self._heading)
        self._last = len(columns) - 1

    def add(self, row):
        """Write a row of cells."""
        self.rows += 1
        for place, cell in enumerate(row):
            self._write(self._sheet, self.rows, place, cell)

    def about(self, name, facts):
        """End the rows and say what they are: ``facts`` are label and value."""
        self._sheet.autofilter(0, 0, self.rows, self._last)
        sheet = self._book.add_worksheet(_sheet_name(name))
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 90)
        for place, (label, value) in enumerate(facts):
            sheet.write_string(place, 0, _text(label), self._heading)
            self._write(sheet, place, 1, value)

    def _write(self, sheet, row, place, cell):
        if isinstance(cell, date) and cell.year >= FIRST_YEAR:
            sheet.write_datetime(row, place, cell, self._formats[type(cell)])
        elif isinstance(cell, int):
            sheet.write_number(row, place, cell)
        elif cell is not None and cell != "":
            # The library cuts what is longer than a cell may be.
            sheet.write_string(row, place, _text(str(cell)))


@contextmanager
def written(path, folder):
    """Give a ``Workbook``, written to ``path`` at the end; its parts lie in ``folder``."""
    book = xlsxwriter.Workbook(
        path,
        {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    try:
        yield Workbook(book)
        book.close()
    finally:
        # Of a book that is given up, the parts are still open.
        for sheet in book.worksheets():
            sheet.row_data_fh.close()


def _text(text):
    """Return text that the library writes as it is.

    It takes what looks like its own marks of styled text for such, unescaped.
    """
    text = text.encode("utf-8", "replace").decode()
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def _sheet_name(name):
    return " ".join(name.translate(NOT_IN_A_NAME).split()).strip("'")[:LONGEST_NAME]
