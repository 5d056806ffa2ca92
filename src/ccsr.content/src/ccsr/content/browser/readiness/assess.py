"""``@@assess?element=…`` of a framework: an element is graded, its descriptors beside the grades."""

from ccsr.content import _
from ccsr.content.browser.readiness.assessment import Historic
from ccsr.content.browser.readiness.framework import FrameworkPage
from ccsr.content.content.readiness import assessed
from ccsr.content.content.readiness import assessment_history
from ccsr.content.content.readiness.assessment import ISelfAssessment
from ccsr.content.content.readiness.assessment import TYPE
from ccsr.content.domain import dates
from ccsr.content.domain.readiness.evidence import is_stale
from datetime import date
from functools import cached_property
from plone.dexterity.utils import createContentInContainer
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound
from zope.event import notify
from zope.i18n import translate
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent


SAVED = _("assessment_saved", default="Saved.")
BAD_DATE = _("assessment_bad_date", default="Write the date as day, month and year.")
FAR_OFF = _("assessment_far_off", default="Look at the year of the date.")
NO_GRADE = _("assessment_pick_grade", default="Choose one of the grades, or “Not graded yet”.")
TOO_LONG = _("assessment_too_long", default="The text has more than 20,000 characters. Shorten it.")
LONGEST = 20_000
OUTDATED = _(
    "assessment_outdated",
    default="Somebody else has changed this meanwhile. What they wrote is under “History”; what "
    "you wrote is still here. Save again if yours is to stand.",
)
FIELDS = ("grade", "commentary", "evidence", "review_by")


class Assess(FrameworkPage, Historic):
    """The form; it makes the assessment at the first save, and keeps every later state."""

    form = ViewPageTemplateFile("templates/assess.pt")
    #: Field → message.
    errors = None

    def __call__(self):
        """Show the form, or save and go on."""
        self.errors = {}
        if self.element is None:
            raise NotFound("element")
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self._save()
        return self.form()

    # -- what is asked ------------------------------------------------------------

    def asked(self, name):
        """Return one parameter of the request as text."""
        value = self.request.form.get(name, "")
        return value if isinstance(value, str) else ""

    @cached_property
    def element(self):
        """Return the element, None where the framework has none of that id."""
        return self.framework.element(self.asked("element"))

    @property
    def place(self):
        """Return where the element stands in the framework, from 0."""
        return self.framework.elements.index(self.element)

    @property
    def before(self):
        """Return the element before, None at the first."""
        return self.framework.elements[self.place - 1] if self.place else None

    @property
    def after(self):
        """Return the next element, None at the last."""
        return next(iter(self.framework.elements[self.place + 1 :]), None)

    @cached_property
    def standing(self):
        """Return how the element stands."""
        found = assessed.standings(self.framework, dates.today())
        return next(one for one in found if one.element.id == self.element.id)

    @cached_property
    def assessment(self):
        """Return the assessment, None before the first save."""
        name = f"assessed-{self.framework.key}-{self.element.id}"
        found = self.context.__parent__.get(name)
        return found if ISelfAssessment.providedBy(found) else None

    @property
    def version(self):
        """Return how many states it has had: what was seen when the form was opened."""
        return len(assessment_history.snapshots(self.assessment)) if self.assessment else 0

    # -- what stands in the form ----------------------------------------------------

    @cached_property
    def values(self):
        """Return what was typed, else what is stored."""
        if self.request.method == "POST":
            return self._typed()
        kept = self.assessment
        return {
            "grade": (kept and kept.grade) or "",
            "commentary": (kept and kept.commentary) or "",
            "evidence": list((kept and kept.evidence) or ()),
            "review_by": kept.review_by.isoformat() if kept and kept.review_by else "",
        }

    def _typed(self):
        uids = self.request.form.get("evidence", [])
        return {
            "grade": self.asked("grade"),
            "commentary": "\n".join(self.asked("commentary").splitlines()).strip(),
            "evidence": [uids] if isinstance(uids, str) else [str(one) for one in uids],
            "review_by": self.asked("review_by").strip(),
        }

    def grades(self):
        """Return the grades from the best, each with what it takes."""
        return [
            {
                "id": grade.id,
                **self.grade(self.framework, grade),
                "text": self.text(self.element.descriptors.get(grade.id)),
                "is_chosen": grade.id == self.values["grade"],
            }
            for grade in self.framework.scale
        ]

    def evidence(self):
        """Return the evidence of this element, and all other."""
        of_element = {one.uid for one in self.standing.evidence}
        rows = [self._piece(one) for one in assessed.evidence()]
        own = [one for one in rows if one["uid"] in of_element or one["is_chosen"]]
        return own, [one for one in rows if one not in own]

    def _piece(self, thing):
        return {
            "uid": thing.uid,
            "url": thing.url,
            "title": thing.title_for(self.language),
            "is_chosen": thing.uid in self.values["evidence"],
            "is_stale": is_stale(thing.review_by, dates.today()),
        }

    def say(self, message):
        """Return a message in the reader's language."""
        return translate(message, context=self.request)

    # -- saving ----------------------------------------------------------------------

    def _save(self):
        values = self._checked()
        if self.errors:
            return self.form()
        if self.assessment is None:
            self._make(values)
        elif any(getattr(self.assessment, name) != value for name, value in values.items()):
            self._change(values)
        IStatusMessage(self.request).add(SAVED)
        following = self.after if self.asked("next") and self.after else self.element
        self.request.response.redirect(self.assess_url(following))
        return ""

    def _checked(self):
        typed = self.values
        if typed["grade"] and self.framework.grade(typed["grade"]) is None:
            self.errors["grade"] = NO_GRADE
        if len(typed["commentary"]) > LONGEST:
            self.errors["commentary"] = TOO_LONG
        if self.asked("version") != str(self.version):
            self.errors["version"] = OUTDATED
        known = {one.uid for one in assessed.evidence()}
        return {
            "grade": typed["grade"] or None,
            "commentary": typed["commentary"] or None,
            "evidence": [uid for uid in typed["evidence"] if uid in known],
            "review_by": self._day(typed["review_by"]),
        }

    def _day(self, text):
        if not text:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            self.errors["review_by"] = BAD_DATE
            return None
        if not dates.is_near(day):
            self.errors["review_by"] = FAR_OFF
        return day

    def _make(self, values):
        createContentInContainer(
            self.context.__parent__,
            TYPE,
            framework=self.framework.key,
            element=self.element.id,
            **values,
        )

    def _change(self, values):
        for name, value in values.items():
            setattr(self.assessment, name, value)
        notify(ObjectModifiedEvent(self.assessment, Attributes(ISelfAssessment, *FIELDS)))
