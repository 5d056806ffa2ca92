"""Whether scanned pages can be read, and what waits for it."""

from ccsr.content.content import scans
from ccsr.content.domain.ocr import program
from ccsr.policy import _
from ccsr.policy.state import Check
from ccsr.policy.state import OK
from ccsr.policy.state import Row
from ccsr.policy.state import WARN
from zope.i18nmessageid import Message


TITLE = _("state_ocr_program", default="Tesseract")
READS = _("state_ocr_reads", default="Reads English and Welsh")
LACKS = _("state_ocr_lacks", default="Not complete")
OFF = _("state_ocr_off", default="Not installed: scanned pages are kept, but not searched")
SWITCHED_OFF = _(
    "state_ocr_switched_off", default="Switched off: scanned pages are kept, but not searched"
)
ADVICE = _(
    "state_ocr_advice",
    default="Install these packages of Debian where the worker runs: ${packages}. What waits is "
    "read within the hour.",
)
WAITING = _("state_ocr_waiting", default="Files with pages that wait to be read")


class Scans(Check):
    """The program that reads pictures, and the files that wait for it."""

    title = _("state_ocr", default="Scans")
    weight = 36

    def rows(self, request):
        """Return the program's row, and that of the files where some wait."""
        missing = program.missing()
        if program.is_off():
            read = Row("program", TITLE, SWITCHED_OFF)
        elif not missing:
            read = Row("program", TITLE, READS, OK)
        else:
            advice = Message(ADVICE, mapping={"packages": ", ".join(missing)})
            read = Row("program", TITLE, LACKS if program.languages() else OFF, WARN, advice)
        count = len(scans.waiting())
        return [read, *([Row("waiting", WAITING, str(count))] if count else [])]
