"""``@@notified`` of the readiness area: "We have been notified"."""

from ccsr.content import _
from ccsr.content.browser.page import Page
from ccsr.content.content import kept
from ccsr.content.content.readiness import frameworks
from ccsr.content.content.readiness.inspection import TYPE
from ccsr.content.content.readiness.inspection_begin import told_before
from ccsr.content.domain import dates
from ccsr.content.domain.readiness import clock as clocks
from datetime import datetime
from functools import cached_property
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zope.i18n import translate


NO_FRAMEWORK = _("notified_no_framework", default="Choose the framework.")
NO_MOMENT = _("notified_no_moment", default="Enter the day and the hour of the notification.")
TOO_FAR = _(
    "notified_too_far",
    default="Look at the day: a notification is of the last months, and not of the future.",
)
DONE = _(
    "notified_done",
    default="The clock runs. Look at who has which document, and who is to be there.",
)
KNOWN = _(
    "notified_known",
    default="Somebody has put this notification in already: the clock runs since then.",
)
#: Days that a notification may be old when it is put in.
OLDEST = 400


class Notified(Page):
    """The page: three fields and one button."""

    page = ViewPageTemplateFile("templates/inspection_notified.pt")
    title = _("notified_title", default="We have been notified")
    other_title = None
    state = None
    error = ""
    fault = ""

    def __call__(self):
        """Begin the inspection, or show the form with what is missing."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            found = self.check()
            if found is not None:
                return self.begin(found)
        return self.page()

    def check(self):
        """Return the moment of notification; None, with the fault, where something is wrong."""
        moment = self.moment()
        if frameworks.framework(self.asked("framework")) is None:
            self.fault, self.error = "framework", NO_FRAMEWORK
        elif moment is None:
            self.fault, self.error = "day", NO_MOMENT
        elif not self.is_near(moment):
            self.fault, self.error = "day", TOO_FAR
        return None if self.error else moment

    def moment(self):
        """Return the moment that was typed, None where it is none."""
        try:
            typed = datetime.fromisoformat(f"{self.asked('day')}T{self.asked('hour')}")
        except ValueError:
            return None
        return typed.replace(tzinfo=dates.ZONE)

    def is_near(self, moment):
        """Return whether a notification can have been then."""
        today = dates.today()
        return -1 <= (today - clocks.local_day(moment)).days <= OLDEST

    def begin(self, moment):
        """Make the inspection, unless somebody has, and lead to its board."""
        # Of two who press the button at the same time the second must find the first's.
        kept.in_turn()
        found = told_before(self.context, self.asked("framework"), moment)
        made = found if found is not None else self.make(moment)
        said = DONE if found is None else KNOWN
        IStatusMessage(self.request).add(translate(said, context=self.request), type="success")
        self.request.response.redirect(f"{made.absolute_url()}/@@board")
        return ""

    def make(self, moment):
        """Make the inspection."""
        return createContentInContainer(
            self.context,
            TYPE,
            framework=self.asked("framework"),
            notified_on=moment,
            lead_inspector=self.asked("lead_inspector")[:200] or None,
        )

    def asked(self, name):
        """Return one parameter of the request as text."""
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    @cached_property
    def now(self):
        """Return day and hour that the form begins with."""
        now = datetime.now(dates.ZONE)
        return {"day": now.date().isoformat(), "hour": now.strftime("%H:%M")}

    def typed(self, name):
        """Return what was typed, else what the form begins with."""
        if self.request.method == "POST":
            return self.asked(name)
        return self.now.get(name, self.asked(name))

    def frameworks(self):
        """Return the frameworks with what follows from each."""
        return [
            {
                "key": one.key,
                "title": one.title_for(self.language),
                "chosen": one.key == self.asked("framework"),
            }
            for one in frameworks.frameworks()
        ]

    @property
    def resources(self):
        """Return where the styles are."""
        return f"{api.portal.get().absolute_url()}/++plone++ccsr.content"
