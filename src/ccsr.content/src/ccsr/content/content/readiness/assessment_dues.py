"""When a self-assessment is to be looked at again."""

from ccsr.content.content.readiness.assessment import ISelfAssessment
from ccsr.content.domain import dues
from ccsr.content.domain.dues import Due
from ccsr.content.interfaces import IDues
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


@implementer(IDues)
@adapter(ISelfAssessment)
class AssessmentDues:
    """The review of a self-assessment; it is everybody's, as no one person gave the grade."""

    def __init__(self, assessment):
        self.assessment = assessment

    def dues(self) -> tuple[Due, ...]:
        """Return its review, if it has a day."""
        thing = self.assessment
        if not thing.review_by:
            return ()
        return (
            Due(
                uid=IUUID(thing),
                key="review",
                when=thing.review_by,
                kind=dues.ASSESSMENT,
                title=thing.title,
                title_cy=thing.title_cy or "",
            ),
        )
