"""What is held of an account that raised concerns; the concerns themselves are CCSR's."""

from ccsr.content.content import concern_receipts
from ccsr.content.content.concerns import FORM
from ccsr.policy import _
from ccsr.policy.domain.subject_access import Section
from ccsr.policy.privacy.account import moment


def raised(site, user_id, say):
    """Reference, day, how far it has come, and the reply, of each concern."""
    columns = (
        ("reference", _("subject_reference", default="Reference")),
        ("raised", _("subject_raised", default="Raised")),
        ("state", _("subject_state", default="State")),
        ("reply", _("subject_reply", default="Reply")),
    )
    held = concern_receipts.held_of(site[FORM], user_id) if FORM in site else []
    rows = [(one.reference, moment(one.raised), one.told, one.reply) for one in held]
    return Section("concerns", _("subject_concerns", default="Concerns raised"), columns, rows)
