"""What is chosen from in a meeting, and what the catalog knows of one."""

from ccsr.content.content.governance.meeting import IMeeting
from ccsr.content.domain.governance.meetings import ATTENDANCES
from ccsr.content.vocabularies.fixed import _factory
from plone.indexer import indexer


attendances = _factory(ATTENDANCES)


@indexer(IMeeting)
def document_date(meeting):
    """The day on which it starts, in Wales."""
    return meeting.starts.date()


@indexer(IMeeting)
def title_cy(meeting):
    """The Welsh title, where there is one."""
    if not meeting.title_cy:
        raise AttributeError("title_cy")
    return meeting.title_cy
