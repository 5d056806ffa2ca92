"""``@@subscriptions``: what the reader is told of, and how; the address of their feed."""

from ccsr.content.browser.listing import Listing
from ccsr.content.browser.page import Action
from ccsr.content.config import authorities
from ccsr.content.content.viewable import is_viewable
from ccsr.content.domain import saved as saved_rules
from ccsr.content.domain.naming import alphabetic
from ccsr.content.interfaces import IFurtherActions
from ccsr.content.interfaces import ISavedSearches
from ccsr.content.jobs import is_working
from ccsr.content.permissions import UseFind
from ccsr.policy import _
from ccsr.policy.alerts import secret
from ccsr.policy.alerts import seeing
from ccsr.policy.alerts import subscriptions
from ccsr.policy.domain import alerts as rules
from datetime import datetime
from datetime import UTC
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from plone.uuid.interfaces import IUUID
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound
from zope.interface import implementer


KINDS = {
    rules.SERVICE: _("subscription_service", default="Service"),
    rules.AUTHORITY: _("subscription_authority", default="Authority"),
    rules.SEARCH: _("subscription_search", default="Saved search"),
}
ADDED = _("subscription_added", default="You will be told.")
CHANGED = _("subscription_changed", default="Changed.")
REMOVED = _("subscription_removed", default="You will no longer be told of this.")
TOO_MANY = _("subscription_too_many", default="You are told of as much as there is room for.")
FEED_REVOKED = _("feed_revoked", default="The address of the feed no longer works.")
TELL_ME = _("subscription_tell_me", default="Tell me of changes")
TOLD = _("subscription_told", default="You are told of changes")


def known(kind, target, site):
    """Return the name of what the reader may be told of, None of anything else."""
    if kind == rules.AUTHORITY:
        found = authorities.BY_GSS.get(target)
        return found and found.title
    if kind == rules.SEARCH:
        found = ISavedSearches(site).get(target)
        return found and found.name
    found = service(target)
    return found and found.Title


def service(uid):
    """Return the catalog's record of a service that the reader may see, or None."""
    catalog = api.portal.get_tool("portal_catalog")
    return next(iter(catalog.searchResults(UID=uid, portal_type="Service") if uid else ()), None)


class Subscriptions(Listing):
    """The page."""

    page = ViewPageTemplateFile("templates/subscriptions.pt")
    page_title = _("subscriptions_title", default="What you are told of")
    #: The address of a feed that was just made; nobody can show it again.
    feed = None

    def __call__(self):
        """Show the page, or do what was asked and show it anew."""
        if self.request.method != "POST":
            return self.page()
        CheckAuthenticator(self.request)
        acts = {
            "add": self.add,
            "change": self.change,
            "remove": self.remove,
            "feed": self.make_feed,
            "revoke": self.revoke_feed,
        }
        act = acts.get(self.asked("action"))
        return act() if act else self.leave()

    @property
    def account(self):
        """Return the reader's id."""
        return api.user.get_current().getId()

    def add(self):
        """Subscribe to a thing that the reader may see."""
        kind, target = self.asked("kind"), self.asked("target")
        if kind not in rules.TARGETS or known(kind, target, self.context) is None:
            raise NotFound(target)
        try:
            subscriptions.put(self.account, kind, target, self.time)
        except subscriptions.TooMany:
            return self.leave(TOO_MANY, "error")
        return self.leave(ADDED)

    def change(self):
        """Change when the reader is told."""
        self._own(subscriptions.change(self.account, self.asked("id"), self.time))
        return self.leave(CHANGED)

    def remove(self):
        """End one."""
        self._own(subscriptions.remove(self.account, self.asked("id")))
        return self.leave(REMOVED)

    def _own(self, is_own):
        if not is_own:
            raise NotFound(self.asked("id"))

    def make_feed(self):
        """Make a new address for the feed; one that was there works no more."""
        secret.revoke(secret.FEED, self.account)
        made = secret.make(secret.FEED, self.account)
        self.feed = f"{self.context.absolute_url()}/alerts-feed/{made}"
        return self.page()

    def revoke_feed(self):
        """Make the address of the feed worthless."""
        secret.revoke(secret.FEED, self.account)
        return self.leave(FEED_REVOKED)

    @property
    def time(self):
        """Return when the reader wants to be told."""
        asked = self.asked("time")
        return asked if asked in rules.TIMES else rules.NOW

    def leave(self, message=None, kind="info"):
        """Go to the page itself."""
        if message:
            IStatusMessage(self.request).add(self.say(message), kind)
        self.request.response.redirect(self.address())
        return ""

    # -- what the page shows

    @cached_property
    def own(self):
        """Return the subscriptions of the reader."""
        return subscriptions.of_account(self.account)

    def rows(self):
        """Return those whose thing the reader may see now."""
        uids = [one.target for one in self.own if one.kind == rules.SERVICE]
        seen = seeing.seen(uids, self.language)
        found = [self._row(one, seen.get(one.target)) for one in self.own]
        shown = filter(None, found)
        return sorted(shown, key=lambda row: (row["order"], alphabetic(row["name"], self.language)))

    def _row(self, one, seen):
        name = seen and seen.service
        if one.kind != rules.SERVICE:
            name = known(one.kind, one.target, self.context)
        if not name:
            return None
        return {
            "id": one.id,
            "order": rules.TARGETS.index(one.kind),
            "kind": KINDS[one.kind],
            "name": self.say(name),
            "url": f"{self.context.absolute_url()}{seen.path}" if seen else "",
            "time": one.time,
        }

    def times(self):
        """Return the choices of when."""
        return [{"id": id, "title": title} for id, title in rules.TIMES_TITLES.items()]

    @cached_property
    def asked_for(self):
        """Return the service or search that the reader came from, if they are not told of it."""
        for kind in (rules.SERVICE, rules.SEARCH):
            target = self.asked(kind)
            name = known(kind, target, self.context) if target else None
            if name and not self._has(kind, target):
                return {"kind": kind, "target": target, "name": name}
        return None

    def offers(self):
        """Return the reader's own authorities that they are not told of."""
        groups = api.user.get_current().getGroups()
        return [one for one in self.other_authorities() if one.group in groups]

    def other_authorities(self):
        """Return the authorities that the reader is not told of."""
        return [one for one in authorities.ALL if not self._has(rules.AUTHORITY, one.gss)]

    def other_searches(self):
        """Return the saved searches that the reader is not told of."""
        found = saved_rules.by_name(ISavedSearches(self.context).all())
        return [one for one in found if not self._has(rules.SEARCH, one.id)]

    def _has(self, kind, target):
        return any((one.kind, one.target) == (kind, target) for one in self.own)

    def feed_made(self):
        """Return when the address of the feed was made, '' where there is none."""
        made = secret.made_at(secret.FEED, self.account)
        return made and self.moment(datetime.fromtimestamp(made, UTC)) or ""

    def is_late(self):
        """Return whether nobody sends letters just now."""
        return not is_working()


@implementer(IFurtherActions)
class TellMe:
    """The link of a service's toolbar."""

    def __init__(self, context):
        self.context = context

    def actions(self):
        """Yield the link to who may see the service."""
        site, uid = api.portal.get(), IUUID(self.context)
        if not (api.user.has_permission(UseFind, obj=site) and is_viewable(self.context)):
            return
        own = subscriptions.of_account(api.user.get_current().getId())
        is_told = any((one.kind, one.target) == (rules.SERVICE, uid) for one in own)
        address = f"{site.absolute_url()}/@@subscriptions?service={uid}"
        yield Action("tell-me", TOLD if is_told else TELL_ME, address)
