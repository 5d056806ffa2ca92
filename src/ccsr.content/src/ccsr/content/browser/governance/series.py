"""``@@plan-meetings`` of an area: one form plans the meetings to come."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.page import Action
from ccsr.content.content.actions.people import readers
from ccsr.content.domain.governance import meetings
from ccsr.content.domain.governance import series
from ccsr.content.domain.naming import random_id
from ccsr.content.interfaces import IFurtherActions
from ccsr.content.interfaces import IReadinessArea
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer


TITLE = _("series_title", default="${title}, ${day}")
LIAISON = _("series_liaison", default="Meeting of CCSR and the inspectorate")
PARTY = _("series_party", default="Meeting of the working party")
PLANNED = _("series_planned", default="Meetings planned: ${count}.")
PLAN = _("action_plan_meetings", default="Plan meetings")
FIELDS = (*series.PLAIN, "first", "starts", "ends", "count", "every")
NO_CHAIR = _(
    "series_no_chair",
    default="This account cannot be the chair. Choose one that sees the area of readiness.",
)


class PlanMeetings(Listing):
    """The form: shows the days that it would plan, then plans them."""

    index = ViewPageTemplateFile("templates/plan_meetings.pt")
    page_title = _("series_heading", default="Plan meetings")
    planned = None

    def __call__(self):
        """Show the form, or plan and go to the list."""
        self.wrong = {}
        if not self.may(permissions.AddMeetingOrAction):
            raise NotFound(self.__name__)
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        self.planned, self.wrong = series.read(self.form, self.today)
        if self.form["chair_account"] not in self.people_ids():
            self.planned = None
            self.wrong["chair_account"] = NO_CHAIR
        if self.planned is not None and self.asked("do") == "plan":
            return self.plan()
        return self.index()

    @property
    def is_working_party(self):
        """Whether the meetings are a working party's."""
        return IReadinessArea.providedBy(self.context)

    @property
    def form(self):
        """Return what was typed, by field; what is proposed before anything was."""
        if self.request.method != "POST":
            return self.proposed()
        return {name: self.asked(name) for name in FIELDS}

    def proposed(self):
        """Return what the empty form holds."""
        title = PARTY if self.is_working_party else LIAISON
        own = {
            "title": translate(title, target_language="en"),
            "title_cy": translate(title, target_language="cy"),
            "starts": "10:00",
            "ends": "12:00",
            "count": str(meetings.PLANNED),
            "every": str(meetings.QUARTER),
        }
        return {**dict.fromkeys(FIELDS, ""), **own}

    def choices(self):
        """Return what can lie between meetings: value and words."""
        return list(series.EVERY.items())

    def people(self):
        """Return id and name of who may be chair of a working party."""
        return readers(self.context) if self.is_working_party else ()

    def people_ids(self):
        """Return the ids that can be chosen, with none among them."""
        return {"", *(id for id, _name in self.people())}

    def days(self):
        """Return the days that are going to be planned, in words."""
        return [self.day(day) for day in self.planned.days] if self.planned else []

    def plan(self):
        """Make the meetings."""
        name = random_id()
        for starts, ends in self.planned.occasions():
            self.make(name, starts, ends)
        told = {"count": str(len(self.planned.days))}
        IStatusMessage(self.request).add(self.say(Message(PLANNED, mapping=told)))
        self.request.response.redirect(f"{self.context.absolute_url()}/@@meetings")
        return ""

    def make(self, name, starts, ends):
        """Make one."""
        fields = {**self.planned.fields, "series": name, "starts": starts, "ends": ends}
        for key, language in (("title", "en"), ("title_cy", "cy")):
            if fields.get(key):
                fields[key] = titled(fields[key], starts.date(), language)
        createContentInContainer(self.context, "Meeting", **fields)


def titled(title, day, language):
    """Return the title of one meeting of a series in a language."""
    told = {"title": title, "day": display.day(day, {"LANGUAGE": language})}
    return translate(Message(TITLE, mapping=told), target_language=language)


@implementer(IFurtherActions)
class ToMeetings:
    """The ways from an area to its meetings and to the form that plans them."""

    def __init__(self, area):
        self.area = area

    def actions(self):
        """Yield the links that the reader may use."""
        url = self.area.absolute_url()
        yield Action("meetings", LIST, f"{url}/@@meetings")
        if api.user.has_permission(permissions.AddMeetingOrAction, obj=self.area):
            yield Action("plan-meetings", PLAN, f"{url}/@@plan-meetings")


LIST = _("action_meetings", default="Meetings")
