"""What is to be looked at again by a day: evidence and self-assessments.

A day in the past is overdue until it is moved.
"""

from ccsr.content.content.readiness.assessment import ISelfAssessment
from ccsr.content.domain import dues
from ccsr.content.domain.dues import Due
from ccsr.content.interfaces import IDues
from ccsr.content.interfaces import IEvidence
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


@implementer(IDues)
class ReviewDues:
    """Base: the review of a thing with ``review_by``."""

    kind = ""

    def __init__(self, thing):
        self.thing = thing

    @property
    def owner(self) -> str:
        """Return whose it is."""
        return dues.EVERYBODY

    def dues(self) -> tuple[Due, ...]:
        """Return the review, if it has a day."""
        thing = self.thing
        if not thing.review_by:
            return ()
        return (
            Due(
                uid=IUUID(thing),
                key="review",
                when=thing.review_by,
                kind=self.kind,
                title=thing.title,
                title_cy=thing.title_cy or "",
                owner=self.owner,
            ),
        )


@adapter(ISelfAssessment)
class AssessmentDues(ReviewDues):
    """The review of a self-assessment; it is everybody's, as no one person gave the grade."""

    kind = dues.ASSESSMENT


@adapter(IEvidence)
class EvidenceDues(ReviewDues):
    """The review of a piece of evidence, by whoever keeps it true."""

    kind = dues.EVIDENCE

    @property
    def owner(self) -> str:
        """Return who keeps it true."""
        return self.thing.owner or dues.EVERYBODY
