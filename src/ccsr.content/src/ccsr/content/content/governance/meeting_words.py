"""What the catalog knows of a meeting."""

from ccsr.content.content.governance.meeting import IMeeting
from plone.indexer import indexer


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
