"""``@@exercise`` of the readiness area: a trial notification within a window of days."""

from ccsr.content import _
from ccsr.content.browser.page import full_name
from ccsr.content.browser.page import Page
from ccsr.content.content.readiness import frameworks
from ccsr.content.content.readiness import inspection_exercises as exercises
from ccsr.content.content.readiness.inspection_work import Refused
from ccsr.content.domain import dates
from datetime import date
from datetime import timedelta
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound
from zope.i18n import translate


NO_FRAMEWORK = _("notified_no_framework", default="Choose the framework.")
NO_WINDOW = _("exercise_no_window", default="Enter the first and the last day.")
PLANNED = _(
    "exercise_planned",
    default="The exercise is planned. The portal begins it at a moment that nobody knows.",
)
WITHDRAWN = _("exercise_withdrawn", default="The exercise is given up.")
GONE = _("exercise_gone", default="This exercise has begun, or was given up already.")


class Exercise(Page):
    """The page."""

    page = ViewPageTemplateFile("templates/inspection_exercise.pt")
    title = _("exercise_title", default="Plan an exercise")
    other_title = None
    state = None
    error = ""

    def __call__(self):
        """Plan one or give one up, or show the page with what is wrong."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            try:
                said = self.perform(self.asked("do"))
            except Refused as error:
                self.error = error.message
            else:
                IStatusMessage(self.request).add(translate(said, context=self.request))
                self.request.response.redirect(self.address)
                return ""
        return self.page()

    def perform(self, name):
        """Do it and return the sentence that says so."""
        if name not in ("plan", "withdraw"):
            raise NotFound(name)
        return getattr(self, name)()

    def plan(self):
        """Plan an exercise."""
        if frameworks.framework(self.asked("framework")) is None:
            raise Refused(NO_FRAMEWORK)
        try:
            window = [date.fromisoformat(self.asked(name)) for name in ("first", "last")]
        except ValueError as error:
            raise Refused(NO_WINDOW) from error
        exercises.plan(self.context, self.asked("framework"), *window)
        return PLANNED

    def withdraw(self):
        """Give up an exercise."""
        if not exercises.withdraw(self.context, self.asked("exercise")):
            raise Refused(GONE)
        return WITHDRAWN

    def planned(self):
        """Return the exercises to come; not when."""
        return [
            {
                "id": one.id,
                "framework": self.framework_title(one.framework),
                "first": self.day(one.first),
                "last": self.day(one.last),
                "by": full_name(one.by),
            }
            for one in exercises.planned(self.context)
        ]

    def framework_title(self, key):
        """Return the name of a framework, its key where it was deleted."""
        known = frameworks.framework(key)
        return known.title_for(self.language) if known else key

    def frameworks(self):
        """Return the frameworks to choose from."""
        return [
            {
                "key": one.key,
                "title": one.title_for(self.language),
                "chosen": one.key == self.asked("framework"),
            }
            for one in frameworks.frameworks()
        ]

    def typed(self, name):
        """Return what was typed, else a window of four weeks."""
        first = dates.today() + timedelta(days=1)
        usual = {"first": first, "last": first + timedelta(weeks=4)}
        return self.asked(name) if self.error else usual[name].isoformat()

    def asked(self, name):
        """Return one parameter of the request as text."""
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    @property
    def address(self):
        """Return the address of the page."""
        return f"{self.context.absolute_url()}/@@exercise"
