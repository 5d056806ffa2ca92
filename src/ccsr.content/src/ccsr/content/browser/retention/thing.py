"""``@@retention`` of a thing: how long it is kept, and the decisions about it."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser.retention.base import RetentionPage
from ccsr.content.browser.retention.base import title_of
from ccsr.content.content import decisions
from ccsr.content.content import disposals
from ccsr.content.content import holds
from ccsr.content.content import retention
from ccsr.content.content import schedule
from ccsr.content.domain import retention as rules
from ccsr.content.domain.retention_defaults import basis_in
from ccsr.content.interfaces import IRetained
from functools import cached_property
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.uuid.interfaces import IUUID
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound


DONE = {
    "keep": _("keep_done", default="It is kept until the day that you chose."),
    "propose": _("propose_done", default="Its disposal is proposed. A second person must confirm."),
    "hold": _("hold_done", default="It is on hold."),
}

#: Whatever else refuses a disposal, an exception with a reason does not help against it.
NOT_YET = {"not_due", "not_due_inside"}


class ThingRetention(RetentionPage):
    """The page."""

    page = ViewPageTemplateFile("templates/retention_thing.pt")
    page_title = _("retention_of", default="How long it is kept")

    def __call__(self):
        """Carry out a decision and say so, or show the page; NotFound for what has no rule."""
        if IRetained(self.context, None) is None:
            raise NotFound("retention")
        if not self.is_posted:
            return self.page()
        decide = self.deciders().get(self.asked("decision"))
        if decide is None:
            return self.page()
        self.errors = decide()
        return self.page() if self.errors else self.go_back()

    def deciders(self):
        """Return what the reader may decide, by name."""
        found = {"keep": self.keep, "propose": self.propose}
        if self.may(permissions.PlaceHold):
            found["hold"] = self.hold
        return found

    def keep(self):
        """Put the review off; return the refusals."""
        return decisions.keep(self.context, self.asked("until"), self.asked("reason"))

    def propose(self):
        """Propose the disposal; return the refusals."""
        exceptional = self.asked("exceptional") == "1"
        return decisions.propose(self.context, self.asked("reason"), exceptional)

    def hold(self):
        """Place a hold; return the refusals."""
        return decisions.place_hold(
            self.context, self.asked("reference"), self.asked("reason"), self.asked("review_on")
        )

    def go_back(self):
        """Show the page anew, with what was done."""
        IStatusMessage(self.request).add(DONE[self.asked("decision")])
        self.request.response.redirect(f"{self.context.absolute_url()}/@@retention")
        return ""

    # -- what the page says ---------------------------------------------------

    @property
    def name(self):
        """Return the thing's name."""
        return title_of(self.context, self.language)

    @property
    def site_url(self):
        """Return the address of the site."""
        return api.portal.get().absolute_url()

    @cached_property
    def rule(self):
        """Return the rule in force."""
        return schedule.rule(IRetained(self.context).kind)

    @property
    def basis(self):
        """Return why it is kept so long, in the reader's language where it comes with the portal."""
        return basis_in(self.language, self.rule)

    @property
    def rule_words(self):
        """Return the rule in words."""
        return self.why(self.rule, retention.since(self.context))

    @cached_property
    def due(self):
        """Return the day of the next review, or None."""
        return retention.next_review(self.context)

    @property
    def is_due(self):
        """Whether that day has come."""
        return rules.is_due(self.due, self.today)

    @property
    def kept(self):
        """Return the decision to keep it longer, while it counts."""
        kept = schedule.kept(IUUID(self.context))
        return kept if kept and kept.until == self.due else None

    @cached_property
    def holding(self):
        """Return the holds that concern it."""
        return holds.holding(self.context)

    @cached_property
    def proposal(self):
        """Return the proposal that waits, or None."""
        return disposals.waiting().get(IUUID(self.context))

    @cached_property
    def may_not_go(self):
        """Return why it may not be disposed of now."""
        return disposals.may_not_go(self.context, exceptional=False)

    @property
    def may_propose(self):
        """Whether a disposal may be proposed, if only as an exception."""
        return {one.rule for one in self.may_not_go} <= NOT_YET

    @property
    def may_keep(self):
        """Whether there is a review to put off."""
        return rules.is_due(self.due, self.today + rules.AHEAD)

    @property
    def proposed_until(self):
        """Return what was typed, or the day five years on."""
        return self.asked("until") or rules.years_after(self.today, 5).isoformat()

    @property
    def proposed_review(self):
        """Return what was typed, or the day one year on."""
        return self.asked("review_on") or rules.years_after(self.today, 1).isoformat()


class OnHold(ViewletBase):
    """Above a thing: that it is on hold, to those who decide about it."""

    index = ViewPageTemplateFile("templates/retention_flag.pt")

    def available(self):
        """Return whether it is on hold."""
        return bool(holds.holding(self.context))

    def render(self):
        """Return the flag, or nothing."""
        return self.index() if self.available() else ""
