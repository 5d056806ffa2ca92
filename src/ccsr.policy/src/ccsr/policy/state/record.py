"""Whether the record of who did what is written, and whether anything is wrong with it."""

from ccsr.policy import _
from ccsr.policy.domain.record import now
from ccsr.policy.record import guard
from ccsr.policy.record import journal
from ccsr.policy.record.reading import entries
from ccsr.policy.record.writer import writer
from ccsr.policy.state import Check
from ccsr.policy.state import LATE
from ccsr.policy.state import OK
from ccsr.policy.state import Row
from ccsr.policy.state import WARN
from datetime import timedelta
from sqlalchemy.exc import SQLAlchemyError
from zope.i18nmessageid import Message


WRITING = _("state_record_writing", default="Writing")
WRITTEN = _("state_record_written", default="Up to date")
WAITS = _("state_record_waits", default="Waits: ${reason}")
WAITS_ADVICE = _(
    "state_record_waits_advice",
    default="Nothing is lost: lines are kept in ${folder} and come in once the tables can be "
    "written. Free space on the disk, or start the database.",
)
HELD_ADVICE = _(
    "state_record_held_advice",
    default="Not even the journal in ${folder} can be written: what happens now is lost when "
    "the portal is stopped. Free space on the disk, or let the portal write there.",
)
FAILED = _("state_record_failed", default="Lines that could not be written")
FAILED_ADVICE = _(
    "state_record_failed_advice",
    default="The log of the portal says why. Restart the portal when it is mended.",
)
CUT = _("state_record_cut", default="Chain of lines")
CUT_ADVICE = _(
    "state_record_cut_advice",
    default="Lines are missing from its end. Run “bin/ccsr audit verify”, and find out who "
    "had access to the database.",
)
UNBROKEN = _("state_record_unbroken", default="Nothing is known to be missing")
BROKEN = _("state_record_broken", default="Cut off")
#: For how long a cut is told of.
TOLD = timedelta(days=365)


class Record(Check):
    """What waits, what failed, and what the writer found."""

    title = _("state_record", default="Record of who did what")
    weight = 35

    def rows(self, request):
        """Return whether it is written, and what went wrong."""
        yield self._writing()
        if guard.FAILURES:
            yield Row("failed", FAILED, str(len(guard.FAILURES)), LATE, FAILED_ADVICE)
        if not writer().trouble:
            yield from self._chain()

    def _writing(self):
        own = writer()
        title, folder = WRITING, {"folder": str(journal.folder())}
        if own.journal.held:
            value = Message(WAITS, mapping={"reason": own.journal.trouble})
            return Row("writing", title, value, LATE, Message(HELD_ADVICE, mapping=folder))
        if own.trouble:
            value = Message(WAITS, mapping={"reason": own.trouble})
            return Row("writing", title, value, WARN, Message(WAITS_ADVICE, mapping=folder))
        return Row("writing", title, WRITTEN, OK)

    def _chain(self):
        try:
            cuts = entries(kind="record-cut", since=now() - TOLD, limit=1)
        except SQLAlchemyError:
            # The writer says why as soon as it has tried.
            return
        if cuts:
            yield Row("chain", CUT, BROKEN, LATE, CUT_ADVICE)
        else:
            yield Row("chain", CUT, UNBROKEN, OK)
