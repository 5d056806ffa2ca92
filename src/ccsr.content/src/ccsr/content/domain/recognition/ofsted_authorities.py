"""What Ofsted's reports on a whole authority, of before 2018, have in common."""

from __future__ import annotations

from ccsr.content.domain.recognition import authorities
from ccsr.content.domain.recognition import ofsted
from ccsr.content.domain.recognition.contract import IRecogniser
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Reading
from zope.interface import implementer


@implementer(IRecogniser)
class AuthorityReport:
    """Base of those that read the reports; ``title`` is the pattern of what they are called."""

    framework: str
    title: str

    def recognise(self, paper: Paper) -> Reading | None:
        """Return what the report says; None where it is no such report."""
        flow = Flow.of(paper)
        title = authorities.covered(flow, self.title)
        if not title or not ofsted.issued_by_ofsted(flow):
            return None
        values = {
            **ofsted.whose(self.framework, "annual", title.passage),
            **ofsted.inspected(flow),
            "issued": ofsted.issued(flow),
            "inspector": ofsted.lead(flow),
            "announced": ofsted.announced(flow),
            **self.counts(flow),
        }
        return Reading(
            "InspectionReport",
            self.framework,
            ofsted.plausible(ofsted.present(values)),
            self.grades(flow),
            authorities.subject(flow, title.named),
            95,
        )

    def grades(self, flow: Flow) -> dict[str, Found]:
        """Return the grade of each theme."""
        raise NotImplementedError

    def counts(self, flow: Flow) -> dict[str, Found | None]:
        """Return how many requirements and recommendations there are, where that is said."""
        return {}
