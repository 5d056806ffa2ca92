"""``@@alerts``: what the reader was told of, for those who do not read e-mail."""

from ccsr.content.browser.listing import Listing
from ccsr.policy import _
from ccsr.policy.alerts import listing
from ccsr.policy.alerts import store
from ccsr.policy.domain.alerts import KINDS
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


UNREAD, ALL = "unread", "all"


class Alerts(Listing):
    """The list, and marking as read."""

    page = ViewPageTemplateFile("templates/alerts.pt")
    page_title = _("alerts_title", default="Alerts")

    def __call__(self):
        """Show the list, or mark and show it anew."""
        if self.request.method != "POST":
            return self.page()
        CheckAuthenticator(self.request)
        number = self.asked("id")
        if self.asked("action") == "all":
            store.mark(self.account, [one.id for one in self.alerts])
        elif number.isdecimal():
            store.mark(self.account, [int(number)], self.asked("action") != "unread")
        self.request.response.redirect(self.address())
        return ""

    @property
    def account(self):
        """Return the reader's id."""
        return api.user.get_current().getId()

    @cached_property
    def alerts(self):
        """Return all that the reader may see."""
        return listing.of(self.account, self.language)

    @property
    def filters(self):
        """Return what is shown of them."""
        kind = self.asked("kind")
        return {
            "show": UNREAD if self.asked("show") == UNREAD else "",
            "kind": kind if kind in KINDS else "",
        }

    @cached_property
    def shown(self):
        """Return those that the filters let through."""
        show, kind = self.filters["show"], self.filters["kind"]
        return [
            one
            for one in self.alerts
            if not (show and one.is_read) and (not kind or one.kind == kind)
        ]

    def rows(self):
        """Return a page of them."""
        return self.batch(self.shown)

    def row(self, one):
        """Return what the page shows of one."""
        return {
            "id": one.id,
            "kind": KINDS[one.kind],
            "service": one.seen.service,
            "url": f"{self.context.absolute_url()}{one.seen.path}",
            "when": self.moment(one.made),
            "is_read": one.is_read,
        }

    def kinds(self):
        """Return the kinds that the filter offers."""
        chosen = self.filters["kind"]
        return [
            {"id": id, "title": title, "is_chosen": id == chosen} for id, title in KINDS.items()
        ]

    @property
    def has_unread(self):
        """Return whether something can be marked."""
        return any(not one.is_read for one in self.alerts)


class Count:
    """How many alerts the reader has not read, for the header."""

    #: More are not counted.
    most = 99

    def __init__(self, language):
        self.count = len(listing.of(api.user.get_current().getId(), language, True))

    @property
    def text(self):
        """Return the number as the header shows it."""
        return f"{self.most}+" if self.count > self.most else str(self.count)
