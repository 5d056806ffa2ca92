"""A register's file is taken in: by which mapping it is read, and of which day it is."""

from ccsr.content import _
from ccsr.content.domain import dates
from ccsr.content.domain import uploads
from ccsr.content.domain.importing import mapping as rules
from ccsr.content.domain.importing import table
from ccsr.content.importing import jobs
from ccsr.content.importing import mappings
from ccsr.content.importing import store
from datetime import date


NO_FILE = _("import_no_file", default="Choose a file: CSV or XLSX.")
NO_MAPPING = _(
    "import_no_mapping",
    default="No mapping reads this file's columns. Choose one, or have an administrator make one.",
)
BAD_DAY = _("import_bad_day", default="Give a day that is not in the future.")


class NotTaken(ValueError):
    """A file that is not taken in; ``errors`` are names of fields with their sentences."""

    def __init__(self, *errors):
        super().__init__(*errors)
        self.errors = list(errors)


def take(name, data, mapping="", as_at=""):
    """Return the import of a file, which is compared from now on; raise ``NotTaken``.

    Without ``mapping``, an id, the file's columns tell; without ``as_at``, a day as
    ISO has it, the name of the file does.
    """
    if not data:
        raise NotTaken(("file", NO_FILE))
    reader, errors = _mapping(data, mapping)
    day = _day(name, as_at)
    if day is None:
        errors.append(("as_at", BAD_DAY))
    if errors:
        raise NotTaken(*errors)
    made = store.add(uploads.file_name(name).removesuffix(uploads.SUFFIX), data, reader, day)
    jobs.compare_later(made)
    return made


def _mapping(data, id):
    try:
        header = table.table(data).header
    except table.BadTable as error:
        return None, [("file", error.message)]
    found = mappings.get(id) if id else rules.fitting(mappings.all().values(), header)
    return found, [] if found else [("mapping", NO_MAPPING)]


def _day(name, asked):
    if not asked:
        return table.day_in(name, dates.today())
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return None
    return day if day <= dates.today() else None
