"""The page of one clause: its words, what it promises, what shows it, lessons about it."""

from ccsr.content.browser.governance.protocol import promise_of
from ccsr.content.browser.governance.protocol import text_of
from ccsr.content.browser.governance.shown import Shown
from ccsr.content.browser.page import Page
from ccsr.content.content.governance import versions
from ccsr.content.content.governance.clause import IClause
from ccsr.content.content.governance.lesson import ILesson
from ccsr.content.content.governance.protocol import clauses
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class ClausePage(Page):
    """A clause."""

    schema = IClause
    index = ViewPageTemplateFile("templates/clause.pt")

    def __call__(self):
        """Return the page."""
        return self.index()

    @property
    def title(self):
        """Return number and heading."""
        return f"{self.context.number} {super().title}"

    @property
    def other_title(self):
        """Return the heading in the other language, if there is one."""
        found = super().other_title
        heading = self.context.title_for(self.language)
        return found if found and found["title"] != heading else None

    @property
    def protocol(self):
        """Return the version that it is of."""
        return self.context.__parent__

    @property
    def version(self):
        """Return link, name and state of that version."""
        return {**self.link_to(self.protocol), "version": self.protocol.version}

    @property
    def text(self):
        """Return the text as blocks."""
        return text_of(self.context, self.language)

    @property
    def promise(self):
        """Return what it promises."""
        return promise_of(self.context, self.language)

    @cached_property
    def evidence(self):
        """Return what shows the evidence."""
        return Shown(self.protocol, self.request)

    @property
    def lines(self):
        """Return the evidence, of a version in force."""
        is_in_force = api.content.get_state(self.protocol) == versions.IN_FORCE
        return self.evidence.lines(self.context) if is_in_force else []

    def trends(self):
        """Return title and trend of each rule."""
        return [{"title": one["title"], **self.evidence.trend(one["token"])} for one in self.lines]

    def lessons(self):
        """Return the lessons about it, in whatever version, the latest first."""
        found = api.portal.get_tool("portal_catalog").searchResults(
            object_provides=ILesson.__identifier__,
            lesson_clauses=self.context.getId(),
            sort_on="document_date",
            sort_order="descending",
        )
        return [
            {"title": one.Title, "url": one.getURL(), "day": self.day(one.document_date)}
            for one in found
        ]

    def beside(self):
        """Return the clauses before and after it."""
        every = clauses(self.protocol)
        place = [one.getId() for one in every].index(self.context.getId())
        before = every[place - 1] if place else None
        after = every[place + 1] if place + 1 < len(every) else None
        return {"before": self._beside(before), "after": self._beside(after)}

    def _beside(self, one):
        if one is None:
            return None
        title = f"{one.number} {one.title_for(self.language)}"
        return {"title": title, "href": one.absolute_url()}
