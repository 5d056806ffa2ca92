"""``@@export``: a result list of Find as a file, streamed.

The request ends before the first byte leaves: what follows runs in the server's
own loop over the answer, without the request's database connection, and stops
where the reader goes away.
"""

from ccsr.content import _
from ccsr.content.domain import export
from ccsr.content.domain.facets import NotKnown
from ccsr.content.noted import note
from ccsr.content.services.export import Export
from ccsr.content.services.turns import NoTurn
from ccsr.content.services.turns import Turns
from ccsr.content.services.workbook import MOST_ROWS
from ccsr.content.services.workbook import written
from contextlib import closing
from contextlib import contextmanager
from pathlib import Path
from plone import api
from Products.Five.browser import BrowserView
from tempfile import TemporaryDirectory
from weakref import finalize
from zope.i18nmessageid import Message
from zope.interface import implementer
from ZPublisher.Iterators import IUnboundStreamIterator

import json


#: Bytes of a finished file that are handed on at a time.
PIECE = 64 * 1024

FILE_NAME = _("export_file_name", default="Search results ${day}")
SHEET = _("export_sheet", default="Results")
ABOUT = _("export_sheet_about", default="About this list")
CLOSE = _("export_close", default="Close")
CANCEL = _("export_cancel", default="Cancel")
STARTED = _("export_started", default="Putting the list together.")
ROWS = _("export_rows_made", default="Rows: ${made} of ${total}")
SAVED = _("export_saved", default="The list is saved as ${name}.")
CANCELLED = _("export_cancelled", default="Cancelled. Nothing was saved.")
BROKEN = _("export_broken", default="The list could not be finished. Please try again.")
OWN_TURN = _(
    "export_own_turn",
    default="A list is being put together for you already. Try again when you have it.",
)
OTHERS_TURN = _(
    "export_others_turn",
    default="Lists are being put together for others. Try again in a minute.",
)
TOO_LONG = _(
    "export_too_long",
    default="A workbook holds ${most} rows at most. Narrow the search, or save it as CSV.",
)

TURNS = Turns()


class ExportPage(BrowserView):
    """The file; 400 with a sentence for what cannot be asked, 429 where others come first."""

    page_title = _("export_heading", default="This list cannot be saved")
    refused = None

    def __call__(self):
        """Return the file as a stream."""
        try:
            made = Export(self.context, self.request)
        except NotKnown as error:
            return self.refuse(error.message)
        kind = made.asked.format
        if kind == "xlsx" and made.total >= MOST_ROWS:
            return self.refuse(Message(TOO_LONG, mapping={"most": f"{MOST_ROWS - 1:,}"}))
        name = f"{made.reader.say(FILE_NAME, day=made.made.date().isoformat())}.{kind}"
        if self.request.method == "HEAD":
            self.declare(made.asked, name)
            return ""
        try:
            stream = Stream(_answer(made, name), api.user.get_current().getId())
        except NoTurn as turn:
            self.request.response.setHeader("Retry-After", "30")
            return self.refuse(OWN_TURN if turn.own else OTHERS_TURN, 429)
        self.declare(made.asked, name)
        made.prepare()
        note("exported", query=made.asked.search.pairs(), format=kind, count=made.total)
        return stream

    def refuse(self, message, status=400):
        """Return the page that says what is wrong."""
        self.refused = message
        self.request.response.setStatus(status)
        return "" if self.request.method == "HEAD" else self.index()

    @property
    def find_url(self):
        """Return where one searches."""
        return f"{api.portal.get().absolute_url()}/@@find"

    def declare(self, asked, name):
        """Set the headers of the file, or of what the script reads."""
        response = self.request.response
        if asked.with_progress:
            response.setHeader("Content-Type", "application/octet-stream")
            # A proxy that collects the answer would keep the progress to itself.
            response.setHeader("X-Accel-Buffering", "no")
        else:
            response.setHeader("Content-Type", export.CONTENT_TYPES[asked.format])
        response.setHeader("Content-Disposition", export.disposition(name))


@implementer(IUnboundStreamIterator)
class Stream:
    """A generator of bytes that the publisher knows for an answer; raises ``NoTurn``.

    It is its account's turn until it is closed or given up.
    """

    def __init__(self, pieces, account):
        self._pieces = pieces
        TURNS.take(account)
        self._end = finalize(self, TURNS.give_back, account)

    def __iter__(self):
        """Return itself."""
        return self

    def __next__(self):
        """Return the next bytes."""
        return next(self._pieces)

    def close(self):
        """Stop; what is open is closed and what was written is deleted."""
        try:
            self._pieces.close()
        finally:
            self._end()


def _answer(made, name):
    if made.asked.with_progress:
        return with_progress(made, name)
    return table(made) if made.asked.format == "csv" else file(made)


def table(made):
    """Yield a CSV as it is made."""
    yield export.BOM + export.csv_lines([made.headings])
    for rows in made.chunks():
        yield export.csv_lines(rows)


def file(made):
    """Yield a finished file; it is gone when the reader is, or has all of it."""
    with _being_written(made) as (path, steps):
        for _rows in steps:
            pass
        yield from pieces(path)


def with_progress(made, name):
    """Yield lines of JSON that tell how far it is, then the file's bytes.

    The last line has ``file``, the number of bytes that follow. All that is to
    be shown is in the lines, in the reader's language.
    """
    say = made.reader.say
    words = {"cancel": CANCEL, "cancelled": CANCELLED, "broken": BROKEN, "close": CLOSE}
    told = {key: say(word) for key, word in words.items()}
    yield _line(of=made.total, say=say(STARTED), **told)
    with _being_written(made) as (path, steps):
        for rows in steps:
            yield _line(rows=rows, say=say(ROWS, made=f"{rows:,}", total=f"{made.total:,}"))
        kind = export.CONTENT_TYPES[made.asked.format]
        size = path.stat().st_size
        yield _line(file=size, type=kind, name=name, say=say(SAVED, name=name))
        yield from pieces(path)


@contextmanager
def _being_written(made):
    """Give the path of the file and the steps of its writing."""
    with TemporaryDirectory(prefix="ccsr-export-") as folder:
        path = Path(folder) / "list"
        with closing(WRITE[made.asked.format](made, path)) as steps:
            yield path, steps


def _line(**values):
    return json.dumps(values).encode() + b"\n"


def pieces(path):
    """Yield a file's bytes."""
    with path.open("rb") as opened:
        while piece := opened.read(PIECE):
            yield piece


def write_csv(made, path):
    """Write a CSV; yield how many rows are done."""
    rows = 0
    with path.open("wb") as opened:
        opened.write(export.BOM + export.csv_lines([made.headings]))
        for chunk in made.chunks():
            opened.write(export.csv_lines(chunk))
            rows += len(chunk)
            yield rows


def write_xlsx(made, path):
    """Write a workbook; yield how many rows are done."""
    say = made.reader.say
    widths = [column.width for column in made.columns]
    with written(path, path.parent) as book:
        book.start(say(SHEET), list(zip(made.headings, widths, strict=True)))
        for chunk in made.chunks():
            for row in chunk:
                book.add(row)
            yield book.rows
        book.about(say(ABOUT), made.about(book.rows))


WRITE = {"csv": write_csv, "xlsx": write_xlsx}
