"""The text by which meetings are found (``ccsr.search.interfaces.ITextSource``)."""

from ccsr.content.content.governance.meeting import IMeeting
from ccsr.content.domain.language import language_of
from ccsr.search.fields import Fields
from ccsr.search.interfaces import ITextSource
from zope.component import adapter
from zope.interface import implementer


@implementer(ITextSource)
@adapter(IMeeting)
class MeetingText:
    """Titles, and what was agreed; the agenda may name what not every reader may see."""

    def __init__(self, meeting):
        self.meeting = meeting

    def fields(self):
        """Return the text in fields."""
        one = self.meeting
        names = "\n".join(filter(None, (one.title, one.title_cy)))
        matters = [f"{row['topic']}\n{row['agreed']}" for row in one.matters or ()]
        pages = tuple(filter(None, ("\n".join(matters), one.minutes)))
        return Fields(names, pages, language_of(pages))
