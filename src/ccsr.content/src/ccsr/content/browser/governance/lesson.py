"""A lesson, and the list of all of them (7.2)."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.page import Page
from ccsr.content.content.governance.lesson import ILesson
from ccsr.content.content.governance.lessons import actions_by_lesson
from ccsr.content.domain.governance.protocols import number_key
from ccsr.content.domain.naming import title_in
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class LessonPage(Page):
    """A lesson."""

    schema = ILesson
    index = ViewPageTemplateFile("templates/lesson.pt")

    def __call__(self):
        """Return the page."""
        return self.index()

    @property
    def happened_on(self):
        """Return the day in words."""
        return self.day(self.context.happened_on)

    def lines(self, name):
        """Return the lines of a text."""
        return display.lines(getattr(self.context, name))

    def clauses(self):
        """Return the clauses that it is about, of those the reader may see."""
        found = self._found(self.context.clauses)
        return [
            {"title": f"{brain.clause_number} {self._title(brain)}", "url": brain.getURL()}
            for brain in found
        ]

    def agreed(self):
        """Return the agreed actions, of those the reader may see."""
        uid = self.context.UID()
        return [
            {"title": one.title, "url": one.absolute_url()}
            for one in actions_by_lesson([self.context])[uid]
        ]

    def _found(self, uids):
        catalog = api.portal.get_tool("portal_catalog")
        return catalog.searchResults(UID=list(uids)) if uids else []

    def _title(self, brain):
        return title_in(self.language, brain.Title, brain.title_cy or None)


class Lessons(Listing):
    """``@@lessons``: every lesson, the latest first."""

    page_title = _("word_lessons", default="Lessons")
    index = ViewPageTemplateFile("templates/lessons.pt")

    def __call__(self):
        """Return the page."""
        return self.index()

    def update(self):
        """Return the batch that was asked for."""
        self.shown = self.batch(
            self.find(
                object_provides=ILesson.__identifier__,
                sort_on="document_date",
                sort_order="descending",
            )
        )
        return self.shown

    def rows(self):
        """Return the rows of the batch; lessons are few, and woken for what they are about."""
        lessons = [brain.getObject() for brain in self.shown]
        actions = actions_by_lesson(lessons)
        return [self.row(one, len(actions[one.UID()])) for one in lessons]

    def row(self, lesson, actions):
        """Return how one lesson stands in the list."""
        found = self.find(UID=list(lesson.clauses)) if lesson.clauses else []
        numbers = [one.clause_number for one in found]
        return {
            "title": lesson.title,
            "url": lesson.absolute_url(),
            "day": self.day(lesson.happened_on),
            "clauses": ", ".join(sorted(numbers, key=number_key)),
            "actions": actions,
        }

    def can_add(self):
        """Return the address of the form for who may add one, else ''."""
        area = api.portal.get().get("governance")
        may = area is not None and self.may(permissions.AddGovernance, area)
        return f"{area.absolute_url()}/++add++Lesson" if may else ""
