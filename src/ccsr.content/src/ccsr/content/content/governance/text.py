"""The text by which clauses and lessons are found (``ccsr.search.interfaces.ITextSource``)."""

from ccsr.content.content.governance.clause import IClause
from ccsr.content.content.governance.lesson import ILesson
from ccsr.content.domain.language import language_of
from ccsr.search.fields import Fields
from ccsr.search.interfaces import ITextSource
from zope.component import adapter
from zope.interface import implementer


@implementer(ITextSource)
@adapter(IClause)
class ClauseText:
    """Number and headings, and the text in both languages."""

    def __init__(self, clause):
        self.clause = clause

    def fields(self):
        """Return the text in fields."""
        one = self.clause
        names = filter(None, (one.number, one.title, one.title_cy))
        return Fields("\n".join(names), _filled(one.text, one.promise, one.text_cy, one.promise_cy))


@implementer(ITextSource)
@adapter(ILesson)
class LessonText:
    """Title and what was written."""

    def __init__(self, lesson):
        self.lesson = lesson

    def fields(self):
        """Return the text in fields."""
        pages = _filled(self.lesson.what_happened, self.lesson.what_changes)
        return Fields(self.lesson.title, pages, language_of(pages))


def _filled(*texts):
    return tuple(text for text in texts if text)
