"""What the pages of an inspection share: doing something, saying why not, names and hours."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.page import full_name
from ccsr.content.browser.page import Page
from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import inspection_work as work
from ccsr.content.content.readiness import slots as parts
from ccsr.content.content.readiness.inspection import IInspectionSchema
from ccsr.content.content.readiness.inspection_people import names
from ccsr.content.content.readiness.inspection_people import person_typed
from ccsr.content.domain import dates
from ccsr.content.domain.counting import counted
from ccsr.content.domain.readiness import inspections as rules
from datetime import date
from datetime import datetime
from functools import cached_property
from plone import api
from plone.memoize.view import memoize
from plone.protect import CheckAuthenticator
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.schema.interfaces import ValidationError


GONE = _("desk_gone", default="It is not there any more: somebody else has removed it.")
BAD_DAY = _("desk_bad_day", default="Choose a day.")
SAVED = _("saved", default="Saved.")
DAYS_LEFT = _("left_days", default="${days} and ${hours} left")
HOURS_LEFT = _("left_hours", default="${hours} and ${minutes} left")
DAYS_LATE = _("late_days", default="Late by ${days} and ${hours}")
HOURS_LATE = _("late_hours", default="Late by ${hours} and ${minutes}")
#: From here on hours are told as days.
HOURS = 48
MODIFY = "Modify portal content"


class InspectionPage(Page):
    """Base of the pages; ``deeds`` are what can be sent to one, each the name of a method."""

    schema = IInspectionSchema
    deeds = ()
    error = ""
    #: Whether what was done is shown at once: a secret that is told this once.
    stays = False
    #: All are in one state; a badge would say nothing.
    state = None

    def __call__(self):
        """Do what was sent and start anew, or show the page with what refuses it."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self.perform(self.asked("do"))
        return self.page()

    def perform(self, name):
        """Do it; keep the sentence that says why not."""
        if name not in self.deeds or not self.may_work():
            raise NotFound(name)
        try:
            onward = getattr(self, name)()
        except desks.Outdated as error:
            self.error = self.outdated(error)
        except work.Refused as error:
            self.error = self.say(error.message)
        except ValidationError as error:
            self.error = self.say(error.doc())
        if self.error or self.stays:
            return self.page()
        IStatusMessage(self.request).add(self.say(SAVED))
        self.request.response.redirect(onward or self.address)
        return ""

    def outdated(self, error):
        """Return who was first, and when."""
        at = error.step.at.astimezone(dates.ZONE).strftime("%H:%M")
        return self.say(error.message(self.name(error.step.who), at))

    # -- what was sent ----------------------------------------------------------

    def asked(self, name):
        """Return one parameter of the request as text."""
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def version(self):
        """Return which version of the card was seen; -1 where that was not said."""
        asked = self.asked("version")
        return int(asked) if asked.isascii() and asked.isdigit() else -1

    def card(self, kind):
        """Return the card that is meant."""
        found = desks.card(self.context, self.asked("card"), kind)
        if found is None:
            raise work.Refused(GONE)
        return found

    def day_asked(self, name):
        """Return a day that was sent, None where it was left empty."""
        asked = self.asked(name)
        try:
            return date.fromisoformat(asked) if asked else None
        except ValueError as error:
            raise work.Refused(BAD_DAY) from error

    def person_asked(self, name):
        """Return the account or name that was typed."""
        return person_typed(self.asked(name), self.people_known)

    # -- what is shown ----------------------------------------------------------

    def may_work(self):
        """Return whether the reader may change what is on the desk."""
        return self.allowed(MODIFY)

    @property
    def url(self):
        """Return the address of the inspection."""
        return self.context.absolute_url()

    @property
    def address(self):
        """Return the address of this page."""
        return f"{self.url}/@@{self.__name__}"

    @property
    def resources(self):
        """Return where the scripts and styles are."""
        return f"{api.portal.get().absolute_url()}/++plone++ccsr.content"

    def say(self, message):
        """Return a message in the reader's language."""
        return translate(message, context=self.request)

    @memoize
    def name(self, who):
        """Return the full name of an account, or the name of somebody without one."""
        return full_name(who)

    @cached_property
    def people_known(self):
        """Return the people of the area, by user id."""
        return names()

    @cached_property
    def now(self):
        """Return the moment of the request."""
        return datetime.now(dates.ZONE)

    @cached_property
    def clock(self):
        """Return the clock."""
        return parts.clock(self.context)

    @cached_property
    def slots(self):
        """Return what is asked for."""
        return parts.slots(self.context)

    @cached_property
    def people(self):
        """Return who is to be available."""
        return parts.people(self.context)

    @cached_property
    def away(self):
        """Return who is away today, with their deputies."""
        return rules.absent(self.people, self.now.date())

    def moment(self, value):
        """Return day and time in the reader's language."""
        return display.moment(value, self.request)

    def left(self, until):
        """Return how much time is left, or since when it is over."""
        is_over = until < self.now
        start, end = (until, self.now) if is_over else (self.now, until)
        hours, minutes = rules.left(end, start)
        if hours < HOURS:
            message = HOURS_LATE if is_over else HOURS_LEFT
            return self._span(message, hours=hours, minutes=minutes)
        days, hours = divmod(hours, 24)
        message = DAYS_LATE if is_over else DAYS_LEFT
        return self._span(message, days=days, hours=hours)

    def _span(self, message, **numbers):
        mapping = {noun: counted(noun, number) for noun, number in numbers.items()}
        return self.say(Message(message, mapping=mapping))

    def holder(self, slot):
        """Return who has a document, and for whom where it is a deputy."""
        who = rules.holder(slot, self.away)
        return {
            "name": self.name(who) if who else "",
            "stands_in_for": self.name(slot.owner) if slot.owner and who != slot.owner else "",
            "is_me": bool(who) and who == api.user.get_current().getId(),
        }

    def row(self, slot):
        """Return a document as it is shown."""
        standing = slot.standing(self.now)
        evidence = work.evidence_of(slot.evidence)
        return {
            "slot": slot,
            "title": slot.title_for(self.language),
            "due": self.moment(slot.due),
            "standing": standing,
            "flag": FLAGS[slot.state if slot.is_done or slot.state == rules.GIVEN else standing],
            "word": self.say(rules.STATE_WORDS[slot.state]),
            "left": "" if slot.is_done else self.left(slot.due),
            "holder": self.holder(slot),
            "evidence": evidence and {"href": evidence.url, "title": self.title_of(evidence)},
            "url": f"{self.url}/@@document?card={slot.id}",
        }

    def title_of(self, found):
        """Return the title of evidence in the reader's language."""
        return found.title_cy if self.language == "cy" and found.title_cy else found.title


#: The look of a document's state or standing.
FLAGS = {
    rules.READY: "ok",
    rules.NOT_NEEDED: "",
    rules.GIVEN: "warn",
    rules.LATE: "late",
    rules.TODAY: "warn",
    rules.COMING: "",
}
