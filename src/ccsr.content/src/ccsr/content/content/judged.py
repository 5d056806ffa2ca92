"""The judgements of a report, and of a service through its latest shared report."""

from ccsr.content.content.inspection_report import IInspectionReport
from ccsr.content.content.service import IService
from ccsr.content.domain import judgements
from ccsr.content.interfaces import IJudged
from plone import api
from zope.component import adapter
from zope.interface import implementer


@implementer(IJudged)
@adapter(IInspectionReport)
class JudgedReport:
    """What the report itself says."""

    def __init__(self, report):
        self.report = report

    @property
    def judgements(self):
        """Return the report's judgements in the order of its framework."""
        return judgements.read(self.report.framework, self.report.judgements)


@implementer(IJudged)
@adapter(IService)
class JudgedService:
    """What the service's latest shared report with judgements says."""

    def __init__(self, service):
        self.service = service

    @property
    def judgements(self):
        """Return the latest judgements, empty where no shared report has any."""
        for report in shared_reports(self.service):
            found = IJudged(report).judgements
            if found:
                return found
        return []


def shared_reports(service):
    """Return the shared inspection reports of a service, the latest first.

    Only what is shared counts: a service must not change in a commissioner's
    eyes because of a report that they may not know of.
    """
    reports = [
        report
        for report in service.objectValues()
        if IInspectionReport.providedBy(report)
        and report.inspected_to
        and api.content.get_state(report) == "shared"
    ]
    return sorted(reports, key=lambda report: report.inspected_to, reverse=True)
