"""``@@holds`` and ``@@lift-hold``: what is held, since when and why; and how that ends."""

from ccsr.content import _
from ccsr.content.browser.retention.base import RetentionPage
from ccsr.content.content import decisions
from ccsr.content.content import holds
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound


LIFT_DONE = _("lift_done", default="The hold is lifted.")


class Holds(RetentionPage):
    """The list: those in force, the one to be looked at soonest first, and those that were lifted."""

    page_title = _("holds_title", default="Holds")

    def update(self):
        """Read the holds once for the page."""
        everything = holds.all_holds()
        present = sorted((one for one in everything if one.is_open), key=lambda one: one.review_on)
        past = [one for one in reversed(everything) if not one.is_open]
        self.present = [self.row(one) for one in present]
        self.past = self.batch([self.row(one) for one in past])

    def row(self, hold):
        """Return how a hold stands in the list."""
        return {
            "hold": hold,
            **self.named(hold.uid),
            "review_on": self.day(hold.review_on),
            "is_overdue": hold.is_overdue(self.today),
            "placed_by": self.person(hold.placed_by),
            "placed_at": self.moment(hold.placed_at),
            "lifted_by": self.person(hold.lifted_by),
            "lifted_at": self.moment(hold.lifted_at),
        }


class LiftHold(RetentionPage):
    """The page that lifts one."""

    page = ViewPageTemplateFile("templates/retention_lift.pt")
    page_title = _("lift_title", default="Lift a hold")

    def __call__(self):
        """Lift it and go back to the list, or show what it is."""
        if not self.is_posted or not self.hold:
            return self.page()
        self.errors = decisions.lift_hold(self.hold, self.asked("reason"))
        if self.errors:
            return self.page()
        IStatusMessage(self.request).add(LIFT_DONE)
        self.request.response.redirect(f"{self.context.absolute_url()}/@@holds")
        return ""

    @cached_property
    def hold(self):
        """Return the hold that was asked for."""
        return found(holds.get, self.asked("number"))


def found(get, number):
    """Return a numbered entry; NotFound for what is no number of one."""
    entry = get(int(number)) if number.isdecimal() and len(number) < 9 else None
    if entry is None:
        raise NotFound(number)
    return entry
