"""Agreed actions on the pages of what they came of, and the one click that makes one."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser.page import full_name
from ccsr.content.content.readiness import gap_actions
from ccsr.content.domain import actions
from ccsr.content.domain import dates
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound


MADE = _(
    "action_made",
    default="The action is made: it is yours and due in four weeks. Change here what does not fit.",
)
STATUSES = {term.token: term.title for term in actions.STATUSES}


class HasActions:
    """Mixed into pages of what actions come of."""

    @property
    def agreed(self):
        """Return the actions that came of the context."""
        today = dates.today()
        return [
            {
                "url": one.url,
                "title": one.title,
                "owner": full_name(one.owner) or one.owner_name,
                "due": self.day(one.due),
                "status": STATUSES.get(one.status, one.status),
                "is_late": one.is_overdue(today),
                "is_open": one.status == actions.OPEN,
            }
            for one in gap_actions.actions_of(self.context)
        ]

    @property
    def may_agree(self):
        """Return whether the reader may make an action."""
        return self.allowed(permissions.KeepReadiness)


class Agree(BrowserView):
    """``@@agree-action``: makes an action of the context and opens its form."""

    def __call__(self):
        """Make it; there is nothing to be read here."""
        if self.request.method != "POST":
            raise NotFound("agree-action")
        CheckAuthenticator(self.request)
        made = gap_actions.agree(self.context)
        IStatusMessage(self.request).add(MADE)
        self.request.response.redirect(f"{made.absolute_url()}/edit")
        return ""
