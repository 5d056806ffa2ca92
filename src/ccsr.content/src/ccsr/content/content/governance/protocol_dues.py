"""When the protocol is to be reviewed (9.1)."""

from ccsr.content.content.governance.protocol import IProtocol
from ccsr.content.domain import dues
from ccsr.content.domain.dues import Due
from ccsr.content.interfaces import IDues
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


@implementer(IDues)
@adapter(IProtocol)
class ProtocolDues:
    """The review of the version in force concerns all who keep it."""

    def __init__(self, protocol):
        self.protocol = protocol

    def dues(self) -> tuple[Due, ...]:
        """Return the review; that of a version that was superseded is done."""
        protocol, state = self.protocol, api.content.get_state(self.protocol)
        if not protocol.review_on or state == "draft":
            return ()
        return (
            Due(
                uid=IUUID(protocol),
                key="review",
                when=protocol.review_on,
                kind=dues.PROTOCOL,
                title=protocol.title,
                title_cy=protocol.title_cy or "",
                done=state != "in_force",
            ),
        )
