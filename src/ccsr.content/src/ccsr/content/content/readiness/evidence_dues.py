"""When evidence is to be reviewed."""

from ccsr.content.domain import dues
from ccsr.content.domain.dues import Due
from ccsr.content.interfaces import IDues
from ccsr.content.interfaces import IEvidence
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


@implementer(IDues)
@adapter(IEvidence)
class EvidenceDues:
    """The review of a piece of evidence; a day in the past is overdue until it is moved."""

    def __init__(self, evidence):
        self.evidence = evidence

    def dues(self) -> tuple[Due, ...]:
        """Return its review, if it has a day."""
        thing = self.evidence
        if not thing.review_by:
            return ()
        return (
            Due(
                uid=IUUID(thing),
                key="review",
                when=thing.review_by,
                kind=dues.EVIDENCE,
                title=thing.title,
                title_cy=thing.title_cy or "",
                owner=thing.owner or dues.EVERYBODY,
            ),
        )
