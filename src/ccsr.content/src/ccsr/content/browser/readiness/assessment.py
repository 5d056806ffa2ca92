"""The page of a self-assessment, with its history, and the way to change it."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser.page import Action
from ccsr.content.browser.page import full_name
from ccsr.content.browser.readiness.agreed import HasActions
from ccsr.content.browser.readiness.framework import Graded
from ccsr.content.content.readiness import assessed
from ccsr.content.content.readiness import assessment_history
from ccsr.content.content.readiness.assessment import element_of
from ccsr.content.content.readiness.frameworks import framework
from ccsr.content.domain import dates
from ccsr.content.domain.readiness import assessments
from ccsr.content.domain.readiness.evidence import is_stale
from functools import cached_property
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from zope.i18n import translate


ASSESS = _("assess_again", default="Assess again")
GONE = _(
    "assessment_element_gone",
    default="This element is no longer in its framework, so that it cannot be graded any more.",
)
#: What a change of the history was about, besides the grade.
CHANGED = {
    "commentary": _("assessment_changed_commentary", default="The reasons were changed."),
    "evidence": _("assessment_changed_evidence", default="The evidence was changed."),
    "review_by": _("assessment_changed_review", default="The day of review was changed."),
}


def assess_url(assessment):
    """Return where an assessment is changed, None where its element is gone."""
    area = assessment.__parent__
    thing = area.get(f"inspection-framework-{assessment.framework}")
    if thing is None or element_of(assessment) is None:
        return None
    return f"{thing.absolute_url()}/@@assess?element={assessment.element}"


class Historic(Graded):
    """What pages that show the history of an assessment have in common."""

    def changes(self, assessment, framework):
        """Return the history, the newest first, as it is shown."""
        if assessment is None:
            return []
        found = assessments.changes(assessment_history.snapshots(assessment))
        return [self._entry(one, framework) for one in found]

    def _entry(self, change, framework):
        after, before = change.after, change.before
        return {
            "who": full_name(after.who),
            "when": display.moment(after.when, self.request),
            "from": self.graded(framework, before.grade) if before else None,
            "to": self.graded(framework, after.grade),
            "is_first": before is None,
            "is_graded": before is None or "grade" in change.changed,
            "also": [
                translate(CHANGED[name], context=self.request)
                for name in change.changed
                if name in CHANGED
            ],
            "commentary": display.lines(after.commentary)
            if before is None or "commentary" in change.changed
            else [],
        }

    def graded(self, framework, id):
        """Return word and badge of a grade by id; of one that is gone its id."""
        known = framework.grade(id) if framework else None
        if known:
            return self.grade(framework, known)
        return {"word": id, "level": None} if id else None


class AssessmentView(Historic, HasActions):
    """The grade against its descriptor, why, by which evidence, and what it was before."""

    @cached_property
    def framework(self):
        """Return the framework, None where it was deleted."""
        return framework(self.context.framework)

    @cached_property
    def element(self):
        """Return the element, None where an edit took it away."""
        found = element_of(self.context)
        return found[1] if found else None

    def _edits(self):
        url = assess_url(self.context)
        if url and self.allowed(permissions.KeepReadiness):
            yield Action("assess", ASSESS, url, "primary")

    @property
    def framework_link(self):
        """Return name and address of the framework, the latter None where it was deleted."""
        thing = self.context.__parent__.get(f"inspection-framework-{self.context.framework}")
        known = self.framework
        title = known.title_for(self.language) if known else self.context.framework
        return {"title": title, "url": thing and thing.absolute_url()}

    @property
    def own_grade(self):
        """Return the grade with its descriptor, None without one."""
        shown = self.graded(self.framework, self.context.grade)
        if shown is None:
            return None
        descriptor = self.element and self.element.descriptors.get(self.context.grade)
        return {**shown, "text": self.text(descriptor)}

    @property
    def commentary(self):
        """Return the lines of the reasons."""
        return display.lines(self.context.commentary)

    @property
    def evidence(self):
        """Return the evidence that is still there."""
        named = set(self.context.evidence or ())
        return [
            {
                "url": one.url,
                "title": one.title_for(self.language),
                "is_stale": is_stale(one.review_by, dates.today()),
            }
            for one in assessed.evidence()
            if one.uid in named
        ]

    @property
    def is_stale(self):
        """Return whether it was to be looked at again by now."""
        return is_stale(self.context.review_by, dates.today())

    @property
    def gap(self):
        """Return how many grades are missing to the best; None without a grade."""
        known = self.framework
        return assessments.gap(known, self.context.grade) if known else None

    @property
    def history_of_grades(self):
        """Return the history as it is shown."""
        return self.changes(self.context, self.framework)


class AssessmentEdit(BrowserView):
    """``edit`` leads to the form with the descriptors."""

    def __call__(self):
        """Go there; where the element is gone, back with the reason."""
        url = assess_url(self.context)
        if url is None:
            IStatusMessage(self.request).add(GONE, "warning")
            url = self.context.absolute_url()
        self.request.response.redirect(url)
        return ""
