"""Whether somebody has looked at every account within a year."""

from ccsr.policy import _
from ccsr.policy.accounts import people
from ccsr.policy.domain import access_review
from ccsr.policy.state import Check
from ccsr.policy.state import OK
from ccsr.policy.state import Row
from ccsr.policy.state import WARN
from datetime import datetime
from datetime import UTC
from zope.i18nmessageid import Message


NONE = _("state_review_none", default="Every account was looked at within a year")
DUE = _("state_review_due", default="Accounts to be looked at: ${count}")
ADVICE = _(
    "state_review_advice",
    default="Keep or disable each of them under Settings, Accounts, Access review.",
)


class Accounts(Check):
    """The yearly review."""

    title = _("state_accounts", default="Accounts")
    weight = 45

    def rows(self, request):
        """Return the one row."""
        due = access_review.summary(people.outlines(), datetime.now(UTC)).due
        title = _("state_review", default="Access review")
        if not due:
            return [Row("review", title, NONE, OK)]
        return [Row("review", title, Message(DUE, mapping={"count": str(due)}), WARN, ADVICE)]
