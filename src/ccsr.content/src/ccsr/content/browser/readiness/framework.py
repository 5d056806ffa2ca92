"""The pages of frameworks: how each element stands, the descriptors, and the text behind them."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser.forms import EditForm
from ccsr.content.browser.page import Action
from ccsr.content.browser.page import Page
from ccsr.content.content.readiness import assessed
from ccsr.content.content.readiness.framework_content import framework_of
from ccsr.content.content.readiness.frameworks import TYPE
from ccsr.content.domain import dates
from ccsr.content.domain.naming import alphabetic
from functools import cached_property
from plone import api
from plone.dexterity.interfaces import IDexterityEditForm
from plone.z3cform.layout import wrap_form
from zope.interface import classImplements


EDIT = _("edit_framework", default="Edit framework")
DESCRIPTORS = _("framework_descriptors", default="Questions and descriptors")
RISKS = _("risks_title", default="Risks")
ALL = _("frameworks_title", default="Inspection frameworks")


class Graded(Page):
    """What pages that show grades of a framework have in common."""

    def grade(self, framework, grade):
        """Return word and badge of a grade, None without one."""
        if grade is None:
            return None
        level = display.level_at(grade.rank, len(framework.scale))
        return {"word": grade.title_for(self.language), "level": level}

    def text(self, text):
        """Return a text of a framework in the reader's language."""
        return text.in_(self.language) if text else ""


class FrameworkPage(Graded):
    """Base of the pages of one framework."""

    @cached_property
    def framework(self):
        """Return what the definition describes."""
        return framework_of(self.context)

    @property
    def area(self):
        """Return the address of the area."""
        return self.context.__parent__.absolute_url()

    @property
    def may_assess(self):
        """Return whether the reader may grade an element."""
        return self.allowed(permissions.KeepReadiness)

    def assess_url(self, element):
        """Return where an element is graded."""
        return f"{self.context.absolute_url()}/@@assess?element={element.id}"


class FrameworkView(FrameworkPage):
    """All elements with grade, gap, evidence and what is stale; then what is asked for."""

    def _edits(self):
        url = self.context.absolute_url()
        if self.allowed(permissions.KeepFrameworks) and not self.locked_by:
            yield Action("edit", EDIT, f"{url}/edit")
        yield Action("descriptors", DESCRIPTORS, f"{url}/@@descriptors")
        yield Action("frameworks", ALL, f"{self.area}/@@frameworks")
        yield Action("risks", RISKS, f"{self.area}/@@risks")

    @cached_property
    def standings(self):
        """Return how each element stands."""
        return assessed.standings(self.framework, dates.today())

    @cached_property
    def without_element(self):
        """Return the assessments whose element is no longer in the framework."""
        return [
            {"title": one.title_for(self.language), "url": one.url}
            for one in assessed.without_element(self.framework)
        ]

    def counts(self):
        """Return how many elements are assessed, of how many, and how many have a gap."""
        gaps = [one.gap for one in self.standings]
        return {
            "all": len(gaps),
            "graded": sum(one is not None for one in gaps),
            "gaps": sum(bool(one) for one in gaps),
        }

    def requests(self):
        """Return what inspectors ask for, with the elements that it bears on."""
        return [
            {
                "title": one.title_for(self.language),
                "days": one.due_days,
                "elements": [
                    self.framework.element(id).title_for(self.language) for id in one.elements
                ],
            }
            for one in self.framework.requests
        ]

    @property
    def final_month(self):
        """Return the month in which judgement is given, '' where none is fixed."""
        month = self.framework.final_month
        return display.month_name(month, self.request) if month else ""


class Descriptors(FrameworkPage):
    """Questions and descriptors of every element, to be read and printed."""

    def elements(self):
        """Return each element with its questions and a descriptor for each grade."""
        framework = self.framework
        return [
            {
                "id": element.id,
                "title": element.title_for(self.language),
                "questions": [self.text(one) for one in element.questions],
                "grades": [
                    {
                        **self.grade(framework, grade),
                        "text": self.text(element.descriptors.get(grade.id)),
                    }
                    for grade in framework.scale
                ],
            }
            for element in framework.elements
        ]


class Frameworks(Graded):
    """All frameworks, each with how far its self-assessment is."""

    def rows(self):
        """Return a row for each framework that the reader may see."""
        # Waked: the definition is too long for the catalog, and there are few.
        found = [brain.getObject() for brain in api.content.find(portal_type=TYPE)]
        return sorted(
            map(self._row, found), key=lambda one: alphabetic(one["title"], self.language)
        )

    def _row(self, thing):
        framework = framework_of(thing)
        standing = assessed.standings(framework, dates.today())
        return {
            "url": thing.absolute_url(),
            "title": framework.title_for(self.language),
            "framework": framework,
            "all": len(standing),
            "graded": sum(one.gap is not None for one in standing),
            "gaps": sum(bool(one.gap) for one in standing),
            "stale": sum(one.is_stale for one in standing),
        }

    @property
    def add_url(self):
        """Return where a framework is added, None for who may not."""
        if not self.allowed(permissions.KeepFrameworks):
            return None
        return f"{self.context.absolute_url()}/++add++{TYPE}"


class FrameworkEdit(EditForm):
    """The form of the text; it is as tall as the text needs."""

    def updateWidgets(self):
        """Give the text room."""
        super().updateWidgets()
        self.widgets["definition"].rows = 30
        self.widgets["definition"].addClass("ccsr-code")


FrameworkEditView = wrap_form(FrameworkEdit)
classImplements(FrameworkEditView, IDexterityEditForm)
