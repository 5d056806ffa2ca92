"""Whether the virus scanner answers, where one is configured."""

from ccsr.content.content import scanning
from ccsr.content.domain import virus
from ccsr.policy import _
from ccsr.policy.state import Check
from ccsr.policy.state import LATE
from ccsr.policy.state import OK
from ccsr.policy.state import Row
from ccsr.policy.state import WARN


OFF = _("state_scanner_off", default="Not configured: files are examined, not scanned for viruses")
ANSWERS = _("state_scanner_answers", default="Answers")
SILENT = _("state_scanner_silent", default="Does not answer")
SILENT_ADVICE = _(
    "state_scanner_silent_advice",
    default="What is uploaded meanwhile can be neither opened nor shared. Start the daemon that "
    "CCSR_CLAMD names.",
)
WAITING_ADVICE = _(
    "state_scanner_waiting_advice",
    default="Open “Files to be checked for viruses” and ask the scanner again.",
)


class Scanner(Check):
    """The daemon that ``CCSR_CLAMD`` names, and the files that wait for it."""

    title = _("state_scanner", default="Virus scanner")
    weight = 35

    def rows(self, request):
        """Return the daemon's row, and that of the files where some wait."""
        title = _("state_scanner_daemon", default="Scanner")
        if not virus.address():
            daemon = Row("daemon", title, OFF)
        elif virus.answers():
            daemon = Row("daemon", title, ANSWERS, OK)
        else:
            daemon = Row("daemon", title, SILENT, LATE, SILENT_ADVICE)
        return [daemon, *self.waiting()]

    def waiting(self):
        """Return the row of the files that wait, if there are any."""
        count = len(scanning.waiting())
        title = _("state_scanner_waiting", default="Files not yet checked")
        return [Row("waiting", title, str(count), WARN, WAITING_ADVICE)] if count else []
