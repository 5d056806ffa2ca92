"""Evidence that providers know the way round the law that CCSR is not (protocol 5.5)."""

from ccsr.content.content import stop_notice
from ccsr.content.content.governance.evidence import Rule
from ccsr.content.domain.governance import compliance
from ccsr.policy import _
from ccsr.policy.accounts import standing
from functools import cached_property


class NoticeAcknowledged(Rule):
    """Each account of a provider's contact has acknowledged the notice; none is named."""

    sentence = _(
        "evidence_notice",
        default="Contacts of providers who have acknowledged that they must tell the "
        "inspectorate directly: ${kept} of ${total}. Nobody can edit before.",
    )
    nothing = _("evidence_notice_none", default="No provider has a contact with an account.")

    @cached_property
    def contacts(self):
        """Return the user ids of contacts."""
        return [user_id for user_id, one in standing.everything().items() if one.get("providers")]

    def figure(self, day):
        """Return how many have by today; who was a contact on a past day no record tells."""
        if day < self.today:
            return None
        told = sum(stop_notice.acknowledged_at(one) is not None for one in self.contacts)
        return compliance.shared_out(told, len(self.contacts))
