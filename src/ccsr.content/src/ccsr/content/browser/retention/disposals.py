"""``@@disposals`` and ``@@disposal``: the second person looks at what goes, and decides."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser.page import full_name
from ccsr.content.browser.retention.base import Result
from ccsr.content.browser.retention.base import RetentionPage
from ccsr.content.browser.retention.holds import found
from ccsr.content.content import decisions
from ccsr.content.content import disposals
from ccsr.content.content import holds
from ccsr.content.content import retention
from ccsr.content.content import schedule
from ccsr.content.domain import disposal
from ccsr.content.interfaces import IRetained
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage


CLOSED_DONE = {
    disposal.WITHDRAWN: _("withdraw_done", default="The proposal is withdrawn."),
    disposal.REFUSED: _("refuse_done", default="The proposal is refused."),
}


class Disposals(RetentionPage):
    """The proposals that wait; those that are ticked are shown again before they go."""

    page = ViewPageTemplateFile("templates/retention_disposals.pt")
    page_title = _("disposals_title", default="Proposed disposals")
    results = None
    looking = False
    #: So many may be confirmed at once.
    most = 50

    def __call__(self):
        """Show what waits or what was ticked, or carry it out."""
        if self.is_posted and self.may_confirm:
            if self.asked("step") == "confirm":
                too_late = self.closed_meanwhile()
                self.results = [self.confirm(one) for one in self.chosen] + too_late
            elif self.asked("step") == "look":
                self.looking = bool(self.chosen)
                self.results = None if self.chosen else []
        return self.page()

    @property
    def may_confirm(self):
        """Whether the reader may confirm what others propose."""
        return self.may(permissions.Dispose)

    @property
    def chosen(self):
        """Return the waiting proposals that were ticked."""
        return [one for one in self.waiting() if str(one.number) in self.ticked][: self.most]

    def closed_meanwhile(self):
        """Return what is to be said of those that were ticked and wait no more."""
        ticked = set(self.ticked)
        gone = [one for one in disposals.proposals() if str(one.number) in ticked]
        named = [self.named(one.uid, one.title) for one in gone if not one.is_open]
        return [Result(one["title"], one["url"], [disposal.CLOSED]) for one in named]

    def waiting(self):
        """Return the proposals that wait, the oldest first; those of the reader come last."""
        own = api.user.get_current().getId()
        return sorted(disposals.waiting().values(), key=lambda one: (one.by == own, one.number))

    @property
    def left_out(self):
        """Return how many wait that are not shown."""
        return 0 if self.looking else max(0, len(self.waiting()) - self.most)

    def update(self):
        """Return the batch of closed proposals; read those that wait."""
        shown = self.chosen if self.looking else self.waiting()[: self.most]
        self.present = [self.row(one) for one in shown]
        closed = [one for one in disposals.proposals() if not one.is_open]
        return self.batch(closed[::-1])

    def row(self, proposal):
        """Return how a proposal stands in the list.

        The thing is woken: whether it has changed can be asked of it alone.
        """
        thing = api.content.get(UID=proposal.uid)
        refusals = disposals.not_confirmed(proposal, thing)
        is_mine = proposal.by == api.user.get_current().getId()
        return {
            **self.about(proposal),
            **(self.goes(thing) if thing is not None else GOES_NOTHING),
            "is_mine": is_mine,
            "exceptional": proposal.exceptional,
            "refusals": [one for one in refusals if one != disposal.SAME_PERSON],
            "may_confirm": self.may_confirm and not refusals,
        }

    def about(self, proposal):
        """Return what is said of every proposal."""
        return {
            "number": proposal.number,
            **self.named(proposal.uid, proposal.title),
            "reason": proposal.reason,
            "by": self.person(proposal.by),
            "at": self.moment(proposal.at),
        }

    def goes(self, thing):
        """Return what goes with a thing."""
        service, provider = self.holders(self.record(thing.UID()))
        file = getattr(thing.aq_base, "file", None)
        size = display.size(file.getSize(), self.request) if file else ""
        return {
            "service": service,
            "provider": provider,
            "file": f"{file.filename}, {size}" if file else "",
            "inside": len(list(holds.descendants(thing))),
            "why": self.why(schedule.rule(IRetained(thing).kind), retention.since(thing)),
        }

    def past_row(self, proposal):
        """Return how a closed proposal stands in the list."""
        about = self.about(proposal)
        return {
            **about,
            "kind": about["kind"] or self.say(self.kind_of(proposal.kind)),
            "certificate": proposal.certificate,
            "outcome": disposal.OUTCOMES[proposal.outcome],
            "closed_by": self.person(proposal.closed_by),
            "closed_at": self.moment(proposal.closed_at),
            "closed_why": proposal.closed_why,
        }

    def any_to_confirm(self):
        """Return whether there is a line to tick."""
        return any(row["may_confirm"] for row in self.present)

    def confirm(self, proposal):
        """Carry one out; what refuses one leaves the others."""
        named = self.named(proposal.uid, proposal.title)
        refusals = decisions.confirm(proposal, full_name)
        return Result(named["title"], named["url"] if refusals else "", refusals)

    def done(self):
        """Return how many were carried out."""
        return sum(not one.refusals for one in self.results)


GOES_NOTHING = {"service": "", "provider": "", "file": "", "inside": 0, "why": ""}


class Disposal(RetentionPage):
    """One proposal: withdrawn by whoever made it, refused by anybody else who may confirm."""

    page = ViewPageTemplateFile("templates/retention_proposal.pt")

    def __call__(self):
        """Close it and go back to the list, or show it."""
        if not self.is_posted or not self.may_close:
            return self.page()
        done = disposal.WITHDRAWN if self.is_mine else disposal.REFUSED
        self.errors = self.close()
        if self.errors:
            return self.page()
        IStatusMessage(self.request).add(CLOSED_DONE[done])
        self.request.response.redirect(f"{self.context.absolute_url()}/@@disposals")
        return ""

    def close(self):
        """Close it; return the refusals."""
        if self.is_mine:
            return decisions.withdraw(self.proposal)
        return decisions.refuse(self.proposal, self.asked("reason"))

    @property
    def page_title(self):
        """Return the title."""
        return WITHDRAW if self.is_mine else REFUSE

    @cached_property
    def proposal(self):
        """Return the proposal that was asked for."""
        return found(disposals.get, self.asked("number"))

    @property
    def is_mine(self):
        """Whether the reader made it."""
        return self.proposal.by == api.user.get_current().getId()

    @property
    def may_close(self):
        """Whether the reader may withdraw or refuse it."""
        return self.proposal.is_open and (self.is_mine or self.may(permissions.Dispose))

    @property
    def outcome(self):
        """Return what became of it."""
        return disposal.OUTCOMES[self.proposal.outcome]


WITHDRAW = _("withdraw_title", default="Withdraw a proposal")
REFUSE = _("refuse_title", default="Refuse a proposal")
