"""Whether commissioners can raise a concern, and are stopped where a child is at risk."""

from ccsr.content.browser.concerns.page import sentence
from ccsr.content.content import concerns
from ccsr.policy import _
from ccsr.policy.state import Check
from ccsr.policy.state import LATE
from ccsr.policy.state import OK
from ccsr.policy.state import Row
from ccsr.policy.state import WARN
from zope.i18nmessageid import Message


FORM = _("state_concern_form", default="The form")
IN_ORDER = _("state_concern_in_order", default="Asks first whether a child is at risk")
MISSING = _("state_concern_missing", default="It is not there")
MISSING_ADVICE = _(
    "state_concern_missing_advice", default="Run the profile “CCSR” of the site again."
)
SHUT = _("state_concern_shut", default="It cannot be used until it is put right")
PROCEDURES = _("state_concern_procedures", default="What is shown where a child is at risk")
WRITTEN = _("state_concern_written", default="${count} of ${all} authorities have their own text")
PROCEDURES_ADVICE = _(
    "state_concern_procedures_advice",
    default="Commissioners of the others see the general text, without the telephone numbers "
    "of their authority. Write them under Settings, Where a child is at risk.",
)


class Concerns(Check):
    """The form as it is now, and the authorities that have a text of their own."""

    title = _("state_concerns", default="Concerns of commissioners")
    weight = 45

    def rows(self, request):
        """Return a row for the form and one for the procedures."""
        return [self._form(), self._procedures()]

    def _form(self):
        form = self.context.get(concerns.FORM)
        if form is None:
            return Row("concern-form", FORM, MISSING, LATE, MISSING_ADVICE)
        faults = concerns.faults(form)
        if not faults:
            return Row("concern-form", FORM, IN_ORDER, OK)
        return Row("concern-form", FORM, SHUT, LATE, sentence(faults[0]))

    def _procedures(self):
        count, total = concerns.authorities_with_procedure()
        value = Message(WRITTEN, mapping={"count": str(count), "all": str(total)})
        if count == total:
            return Row("procedures", PROCEDURES, value, OK)
        return Row("procedures", PROCEDURES, value, WARN, PROCEDURES_ADVICE)
