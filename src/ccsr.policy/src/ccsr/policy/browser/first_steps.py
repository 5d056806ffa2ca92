"""First steps: what somebody does here, shown on their home page until they say that they know.

``@@first-steps`` shows it again. What is shown follows from permissions, as everything
does; that it is known is a property of the account (``ccsr_knows_first_steps``).
"""

from ccsr.content import permissions
from ccsr.content.browser.panels.base import Panel
from ccsr.policy import _
from dataclasses import dataclass
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zope.i18n import translate

import AccessControl


KNOWN = "ccsr_knows_first_steps"
PUT_AWAY = _(
    "first_steps_put_away",
    default="Put away. The menu with your name has the first steps again.",
)


@dataclass(frozen=True)
class Step:
    """What is done, with which permission, how and where; ``unless`` another is held."""

    permission: str
    title: str
    text: str
    address: str
    unless: str | None = None


STEPS = (
    Step(
        permissions.UseCrossReference,
        _("step_discrepancies", default="Open discrepancies first"),
        _(
            "step_discrepancies_text",
            default="Where a provider's word and the register disagree stands at the top. Answer it, or look up a number to see all that is known.",
        ),
        "@@cross-reference",
        unless=permissions.UseQueue,
    ),
    Step(
        permissions.Upload,
        _("step_upload", default="Hand in reports"),
        _(
            "step_upload_text",
            default="Drop a day's files together. What can be read from them is filled in; you check it beside the page it stands on.",
        ),
        "intake",
    ),
    Step(
        permissions.Share,
        _("step_queue", default="Empty the review queue"),
        _(
            "step_queue_text",
            default="Each draft says why it waits. Share what is right; tick several that are ready and share them at once.",
        ),
        "@@queue",
    ),
    Step(
        permissions.UseQueue,
        _("step_drafts", default="Finish drafts"),
        _(
            "step_drafts_text",
            default="Each draft says what it still needs before a reviewer can share it.",
        ),
        "@@queue",
        unless=permissions.Share,
    ),
    Step(
        permissions.UseFind,
        _("step_find", default="Find a service or a report"),
        _(
            "step_find_text",
            default="Type a name, a number, a place or words of a report. Narrow by age, authority or grade; the page with your words opens at once.",
        ),
        "@@find",
    ),
    Step(
        permissions.UseFind,
        _("step_shortlist", default="Compare, and keep a shortlist"),
        _(
            "step_shortlist_text",
            default="Tick up to four services to see them side by side. A shortlist keeps them with your notes, to print or to export.",
        ),
        "@@shortlists",
    ),
    Step(
        permissions.UseFind,
        _("step_saved", default="Save what you look for often"),
        _(
            "step_saved_text",
            default="A saved search says what is new since you last looked, and can send you a letter.",
        ),
        "@@saved-searches",
    ),
    Step(
        permissions.Conceal,
        _("step_conceal", default="Conceal at once"),
        _(
            "step_conceal_text",
            default="On any shared thing, with the reason and a day to look again. From that moment nobody finds it; it can be shown again.",
        ),
        "@@concealments",
    ),
    Step(
        permissions.UseReadiness,
        _("step_readiness", default="Be ready for an inspection"),
        _(
            "step_readiness_text",
            default="The board says for each judgement what there is, what is missing and what is getting old.",
        ),
        "readiness",
    ),
    Step(
        permissions.UseMine,
        _("step_mine", default="What is yours to do"),
        _(
            "step_mine_text",
            default="Actions, agreements and evidence with your name on them, by the day they are due.",
        ),
        "@@mine",
    ),
    Step(
        permissions.Configure,
        _("step_state", default="Look after the portal"),
        _(
            "step_state_text",
            default="One page says how the portal is: disk, backups, mail, index, accounts to look at again.",
        ),
        "@@ccsr-state",
    ),
)
#: Shown at once; more is no first step.
MOST = 5


def steps():
    """Return the first steps of whoever asks."""
    allowed = AccessControl.getSecurityManager().checkPermission
    site = api.portal.get()
    return [
        step
        for step in STEPS
        if allowed(step.permission, site) and not (step.unless and allowed(step.unless, site))
    ][:MOST]


class FirstStepsPanel(Panel):
    """The panel of the home page."""

    index = ViewPageTemplateFile("templates/first_steps_panel.pt")
    is_wide = True

    def available(self):
        """Return whether there are steps, and they are not known yet."""
        user = api.user.get_current()
        return not user.getProperty(KNOWN, True) and bool(self.steps())

    steps = staticmethod(steps)


class FirstSteps(BrowserView):
    """The page with the same; ``POST`` puts the panel away."""

    page_title = _("first_steps", default="First steps")

    def __call__(self):
        """Show them, or keep that they are known and go home."""
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        api.user.get_current().setMemberProperties({KNOWN: True})
        IStatusMessage(self.request).add(translate(PUT_AWAY, context=self.request), "info")
        self.request.response.redirect(self.context.absolute_url())
        return ""

    steps = staticmethod(steps)
