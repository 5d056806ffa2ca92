"""A service as on a day: the page that ``?on=`` leads to, and the statement to print.

Whoever knows the address of the answer to other systems may write ``?date=`` as well.
"""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.page import full_name
from ccsr.content.browser.page import Page
from ccsr.content.config.frameworks import BY_TOKEN
from ccsr.content.content.service import IService
from ccsr.content.domain import dates
from ccsr.content.domain import history
from ccsr.content.interfaces import IJudged
from ccsr.content.services.as_on import AsOn
from ccsr.content.services.as_on import VALUES
from datetime import datetime
from datetime import UTC
from functools import cached_property
from plone import api


#: What commissioners could see of the service on the day, told to staff.
VISIBLE = {
    None: _("as_on_not_there", default="Not in the portal yet"),
    "draft": _("as_on_draft", default="Not shared: commissioners did not see it"),
    "shared": _("as_on_shared", default="Shared: commissioners saw it"),
    "concealed": _("as_on_concealed", default="Concealed: commissioners did not see it"),
}


class AsOnView(Page):
    """What the register said of one day."""

    schema = IService
    is_statement = False
    refused = ""

    def __call__(self):
        """Show the day, or say at the field why it cannot be shown."""
        try:
            self.day_asked = history.read_day(self.typed or dates.today().isoformat(), self.today)
        except history.BadDay as error:
            self.refused = error.message
            self.request.response.setStatus(400)
        return self.index()

    @property
    def today(self):
        """Return the last day that may be asked for."""
        return dates.today()

    @property
    def typed(self):
        """Return what was typed."""
        form = self.request.form
        typed = form.get("on", form.get("date", ""))
        return typed.strip() if isinstance(typed, str) else "?"

    @cached_property
    def found(self):
        """Return what the register says of the day; None where the day is refused."""
        return None if self.refused else AsOn(self.context, self.request, self.day_asked)

    @property
    def asked(self):
        """Return the day in words."""
        return self.day(self.day_asked)

    @property
    def iso(self):
        """Return the day as a date field has it."""
        return self.day_asked.isoformat()

    @property
    def provider(self):
        """Return address and name of the provider."""
        return self.link_to(self.context.__parent__)

    # -- what it says -----------------------------------------------------------

    @property
    def status(self):
        """Return word and look of the status, None where it is not known."""
        return self.status_of(self.found.standing.status)

    @property
    def is_assumed(self):
        """Return whether nothing but the first entry, which is later, tells of the day."""
        return self.found.standing.assumed

    @property
    def recorded(self):
        """Return the day of the first entry in words."""
        return self.day(self.found.base.recorded)

    @property
    def begins(self):
        """Return the first day that the register tells of, in words."""
        return self.day(self.found.base.start)

    @property
    def since(self):
        """Return the day from which the status was in force, in words."""
        return self.day(self.found.since)

    @property
    def event(self):
        """Return the event that the status is from, where the reader may see it."""
        brain = self.found.event
        return {"href": brain.getURL(), "title": brain.Title} if brain else None

    @property
    def values(self):
        """Return the facts of the day; a name or number only where it was another one."""
        said = self.found.standing.values
        names = [name for name in ("title", "urn") if said.get(name) != self.value_now(name)]
        return [
            display.Fact(name, IService[name].title, tuple(values))
            for name in (*names, *VALUES)
            if (values := display.values(IService[name], said.get(name), self.request))
        ]

    def value_now(self, name):
        """Return what the register says today."""
        return getattr(self.context, name)

    @property
    def conditions(self):
        """Return the conditions in force on the day, in the words that they had."""
        return [
            {
                "href": thing.absolute_url(),
                "kind": self.term("condition_kinds", condition.kind),
                "lines": display.lines(wording.text),
                "imposed": self.day(condition.imposed),
                "varied": self.day(wording.since),
                "due": self.day(wording.values.get("due")),
                "removed": "",
            }
            for thing, condition, wording in self.found.conditions
        ]

    @property
    def latest(self):
        """Return the judgements of the report that was the latest, or None."""
        report = self.found.report
        if report is None:
            return None
        return {
            "href": report.absolute_url(),
            "title": report.title,
            "issued": self.day(report.issued),
            "framework": BY_TOKEN[report.framework].title,
            "grades": [display.grade(one) for one in IJudged(report).judgements],
        }

    @property
    def visibility(self):
        """Return what commissioners could see, to staff; None to others."""
        if not self.shows_visibility:
            return None
        return VISIBLE[self.found.visibility]

    @property
    def shows_visibility(self):
        """Return whether the reader may see the history of states."""
        return bool(self.history)


class StatementView(AsOnView):
    """The same on paper: that a service was registered on the day of a placement."""

    is_statement = True
    page_title = _("heading_statement", default="Statement of registration")

    @property
    def made(self):
        """Return when it was made, and for whom."""
        user = api.user.get_current().getId()
        return {
            "when": display.moment(datetime.now(UTC), self.request),
            "who": full_name(user),
        }

    @property
    def authority(self):
        """Return the local authority in words."""
        return self.term("local_authorities", self.context.local_authority)
