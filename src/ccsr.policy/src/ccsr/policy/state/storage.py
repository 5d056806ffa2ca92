"""The database and the disk it stands on."""

from App.config import getConfiguration
from ccsr.content.browser import display
from ccsr.policy import _
from ccsr.policy.state import Check
from ccsr.policy.state import LATE
from ccsr.policy.state import OK
from ccsr.policy.state import Row
from ccsr.policy.state import WARN
from ccsr.policy.state.sizes import GIGABYTE
from ccsr.policy.state.sizes import size
from datetime import datetime
from datetime import UTC
from pathlib import Path

import shutil


#: Free bytes below which somebody should look, and act.
LITTLE, HARDLY_ANY = 5 * GIGABYTE, GIGABYTE
UNKNOWN = _("state_pack_unknown", default="Not known")
MORE_ROOM = _(
    "state_disk_advice",
    default="Free space on the disk: pack the database, take old backups and logs away, or give "
    "it a larger disk. Where it is full, nothing can be saved.",
)


class Storage(Check):
    """How large the database is, when it was packed, and how much room is left."""

    title = _("state_storage", default="Storage")
    weight = 20

    def rows(self, request):
        """Return a row for each."""
        home = Path(getConfiguration().clienthome)
        file = home.parent / "filestorage" / "Data.fs"
        # A client of the server knows the size as it was at its own start.
        held = file.stat().st_size if file.is_file() else self.context._p_jar.db().getSize()
        title = _("state_database", default="Database, without its files")
        yield Row("database", title, size(held, request))
        yield Row("packed", _("state_packed", default="Last packed"), self.packed(file, request))
        if home.is_dir():
            yield disk_row(shutil.disk_usage(home).free, request)

    def packed(self, file, request):
        """Return the day of the last pack; only a database in a file tells it."""
        before = file.with_name(f"{file.name}.old")
        if not before.is_file():
            return UNKNOWN
        # A pack puts the file as it was aside, by this name.
        moved = datetime.fromtimestamp(before.stat().st_ctime, UTC)
        return display.moment(moved, request)


def disk_row(free, request):
    """Return the row of the room that is left, in bytes."""
    flag = LATE if free < HARDLY_ANY else WARN if free < LITTLE else OK
    title = _("state_disk", default="Free disk space")
    return Row("disk", title, size(free, request), flag, None if flag == OK else MORE_ROOM)
