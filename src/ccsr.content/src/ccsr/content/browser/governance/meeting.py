"""The page of a meeting: agenda, who came, what was agreed, minutes and who has agreed them."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser import words
from ccsr.content.browser.files import Scanned
from ccsr.content.browser.governance.agenda import Shown
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.page import Page
from ccsr.content.content.governance import agenda
from ccsr.content.content.governance import matters
from ccsr.content.content.governance import minutes
from ccsr.content.content.governance.meeting import AGREED
from ccsr.content.content.governance.meeting import CANCELLED
from ccsr.content.content.governance.meeting import HELD
from ccsr.content.content.governance.meeting import IMeeting
from ccsr.content.content.invariants import Refused
from ccsr.content.content.moment import aware
from ccsr.content.domain import virus
from ccsr.content.domain.governance import meetings
from ccsr.content.domain.sharing import Refusal
from plone import api
from plone.namedfile.browser import DisplayFile
from plone.namedfile.browser import Download
from plone.protect import CheckAuthenticator
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound
from zope.i18nmessageid import Message


SAID = {
    "fill": _("meeting_said_filled", default="New on the agenda: ${count}."),
    "agree": _("meeting_said_agreed", default="You have agreed the minutes."),
    "locked": _(
        "meeting_said_locked", default="The minutes are agreed by all, and nobody changes them now."
    ),
    "action": _(
        "meeting_said_action",
        default="The agreed action is made. It is yours and due by the next meeting until you "
        "change that.",
    ),
    "hold": _("meeting_said_held", default="It is marked as held."),
    "cancel": _("meeting_said_cancelled", default="It is cancelled."),
    "plan_again": _("meeting_said_planned", default="It is planned again."),
}
#: Transitions that the page offers, with the looks of their buttons.
MOVES = {"hold": "primary", "plan_again": "secondary", "cancel": "danger"}
NOT_NOW = Refusal(
    "state",
    _("meeting_not_now", default="That cannot be done with it now; its state has changed."),
)
PARTIES = {
    meetings.CCSR: _("party_ccsr", default="CCSR"),
    meetings.INSPECTORATE: _("party_inspectorate", default="The inspectorate"),
    meetings.CHAIR: _("party_chair", default="The chair"),
}
AGREE = {
    meetings.CCSR: _("agree_for_ccsr", default="Agree the minutes for CCSR"),
    meetings.INSPECTORATE: _(
        "agree_for_inspectorate", default="Agree the minutes for the inspectorate"
    ),
    meetings.CHAIR: _("agree_as_chair", default="Agree the minutes as chair"),
}
NAMES = ("place", "host", "chair", "secretary")


class MeetingView(Page):
    """The page; what is done with the meeting is sent to it by POST."""

    page = ViewPageTemplateFile("templates/meeting.pt")
    schema = IMeeting

    def __init__(self, context, request):
        super().__init__(context, request)
        self.refusals = []
        self.list = Listing(context, request)
        self.shown = Shown(self.list, context)

    def __call__(self):
        """Do what was asked and start anew, or say what refuses it."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            onward = self.perform(self.list.asked("do"))
            if not self.refusals:
                self.request.response.redirect(onward)
                return ""
        return self.page()

    # -- doing ----------------------------------------------------------------------

    def perform(self, name):
        """Do it and return where to go; keep what refuses it."""
        own = {"fill": self.fill, "agree": self.agree, "action": self.make_action}
        try:
            return own[name]() if name in own else self.move(name)
        except Refused as error:
            self.refusals.append(Refusal("minutes", error.message))
        except WorkflowException:
            self.refusals.append(NOT_NOW)

    def fill(self):
        """Fill the agenda."""
        if not self.may_fill():
            raise NotFound("fill")
        return self.done("fill", count=str(agenda.fill(self.context)))

    def agree(self):
        """Agree the minutes."""
        minutes.agree(self.context, self.list.asked("read"))
        return self.done("locked" if self.state == AGREED else "agree")

    def make_action(self):
        """Make an agreed action of a matter."""
        made = matters.make_action(self.context, self.list.asked("matter"))
        if made is None:
            raise NotFound("matter")
        self.done("action")
        return made.absolute_url()

    def move(self, name):
        """Make a transition."""
        if name not in MOVES:
            raise NotFound(name)
        api.portal.get_tool("portal_workflow").doActionFor(self.context, name)
        return self.done(name)

    def done(self, name, **told):
        """Say what was done; return the meeting's address."""
        IStatusMessage(self.request).add(self.list.say(Message(SAID[name], mapping=told)))
        return self.context.absolute_url()

    # -- what may be done -----------------------------------------------------------

    def may_fill(self):
        """Whether the reader may fill the agenda: until it was held."""
        return self.state == "planned" and self.allowed("Modify portal content")

    def may_act(self):
        """Whether the reader may make actions of what was agreed."""
        return self.allowed(permissions.AddMeetingOrAction, self.context.__parent__)

    def moves(self):
        """Return id, label and look of the transitions that the reader may make."""
        tool = api.portal.get_tool("portal_workflow")
        listed = {one["id"] for one in tool.getTransitionsFor(self.context)}
        return [
            {"id": name, "label": words.TRANSITIONS[name], "kind": kind}
            for name, kind in MOVES.items()
            if name in listed
        ]

    def agreeing(self):
        """Return label and digest for the button that agrees, None for who cannot now."""
        if not minutes.may_agree(self.context):
            return None
        party = minutes.party_of(self.context)
        return {"label": AGREE[party], "read": minutes.digest(self.context)}

    # -- what is shown ----------------------------------------------------------------

    @property
    def when(self):
        """Return start and end in words."""
        return when(self.context, self.list)

    def names(self):
        """Return place, host, chair and secretary, those that are known."""
        return self.facts(*NAMES)

    def is_late(self):
        """Whether it is still planned although its day is over."""
        return self.state == "planned" and self.context.starts.date() < self.list.today

    def siblings(self):
        """Return the other meetings of its series that are planned."""
        if not self.context.series or self.state == CANCELLED:
            return []
        found = agenda.all_of(self.context.__parent__, review_state="planned")
        # Few, and the series is no column.
        every = [brain.getObject() for brain in found if self.context.UID() != brain.UID]
        return [
            {"url": one.absolute_url(), "day": self.day(one.starts.date())}
            for one in every
            if one.series == self.context.series
        ]

    def has_minutes(self):
        """Whether minutes were written or uploaded."""
        return minutes.has_minutes(self.context)

    def paragraphs(self):
        """Return the paragraphs of the typed minutes, each a list of lines."""
        parts = (self.context.minutes or "").replace("\r\n", "\n").split("\n\n")
        return [lines for lines in map(display.lines, parts) if lines]

    def file(self):
        """Return name, size and address of the uploaded minutes, None without."""
        file = self.context.minutes_file
        if not file:
            return None
        url = f"{self.context.absolute_url()}/@@download/minutes_file"
        return {"name": file.filename, "size": self.size(file.getSize()), "url": url}

    def agreements(self):
        """Return who agrees, and whether, when and by whom they have."""
        given, taken = minutes.agreed(self.context), minutes.withdrawn(self.context)
        return [
            {
                "party": PARTIES[party],
                "given": self._agreement(given.get(party)),
                "taken": self._agreement(taken.get(party)),
            }
            for party in minutes.parties(self.context)
        ]

    def _agreement(self, one):
        if one is None:
            return None
        return {
            "who": self.list.person(one.account),
            "when": self.list.moment(one.at),
            "withdrawn": self.list.moment(one.withdrawn),
            "by": self.list.person(one.withdrawn_by),
        }

    def lacks_chair(self):
        """Whether nobody can agree a working party's minutes: the chair has no account."""
        is_chairs = meetings.CHAIR in minutes.parties(self.context)
        return is_chairs and not self.context.chair_account and self.state != AGREED

    def waits_for_others(self):
        """Whether minutes wait to be agreed by others than the reader."""
        if self.state != HELD or not self.has_minutes():
            return False
        return not minutes.party_of(self.context) and not self.lacks_chair()

    @property
    def who_agrees(self):
        """Return who can agree minutes, in a sentence."""
        return minutes.NOT_YOURS

    def _transitions(self):
        # They have forms of their own on this page.
        return ()


def when(meeting, listing):
    """Return start and end of a meeting in words."""
    starts, ends = aware(meeting.starts), aware(meeting.ends)
    told = {"starts": listing.moment(starts)}
    if ends is None:
        return told["starts"]
    is_same_day = starts.date() == ends.date()
    told["ends"] = f"{ends:%H:%M}" if is_same_day else listing.moment(ends)
    return listing.say(Message(FROM_TO, mapping=told))


FROM_TO = _("meeting_from_to", default="${starts} to ${ends}")


class Clean(Scanned):
    """Mixed into a view of the minutes' file: asks the virus scanner each time there is one."""

    def stopped(self):
        """Return what keeps the file back, or None."""
        return virus.refusal(self._getFile().data) if virus.address() else None


class MinutesDownload(Clean, Download):
    """``@@download/minutes_file``: saves the file."""


class MinutesOpen(Clean, DisplayFile):
    """``@@display-file/minutes_file``: opens it in the browser."""
