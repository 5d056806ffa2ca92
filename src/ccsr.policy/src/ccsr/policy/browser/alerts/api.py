"""``@subscriptions`` and ``@alerts`` over REST, for whoever asks."""

from ccsr.content.browser import display
from ccsr.policy import _
from ccsr.policy.alerts import listing
from ccsr.policy.alerts import store
from ccsr.policy.alerts import subscriptions
from ccsr.policy.browser.alerts.subscriptions import known
from ccsr.policy.domain import alerts as rules
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


NO_TARGET = _(
    "subscription_no_target",
    default="Give “kind” (service, authority or search), the “target” of that kind that you can "
    "see, and “time” (now, daily or list).",
)
TOO_MANY = _("subscription_too_many", default="You are told of as much as there is room for.")
#: No database has a number for it.
TOO_LARGE = 2**63
NO_IDS = _("alerts_no_ids", default="Give “ids” as numbers, and “read” as true or false.")


@implementer(IPublishTraverse)
class Own(Service):
    """What the services have in common: whose they are, and the id in the path."""

    id = None

    def publishTraverse(self, request, name):
        """Take the id off the path."""
        if self.id is not None:
            raise NotFound(name)
        self.id = name
        return self

    @property
    def account(self):
        """Return who asks."""
        return api.user.get_current().getId()

    def bad(self, message):
        """Answer 400 with a sentence in the caller's language."""
        self.request.response.setStatus(400)
        return {"type": "BadRequest", "message": translate(message, context=self.request)}

    def body(self):
        """Return the JSON that was sent; it cannot come from a form of another site."""
        alsoProvides(self.request, IDisableCSRFProtection)
        return json_body(self.request)


class SubscriptionsService(Own):
    """Base of the methods of ``@subscriptions``."""

    def item(self, one):
        """Return one, None where its thing cannot be seen now."""
        name = known(one.kind, one.target, self.context)
        return name and {
            "@id": f"{self.context.absolute_url()}/@subscriptions/{one.id}",
            "id": one.id,
            "kind": one.kind,
            "target": one.target,
            "title": translate(name, context=self.request),
            "time": one.time,
        }


class SubscriptionsGet(SubscriptionsService):
    """``GET {site}/@subscriptions``."""

    def reply(self):
        """Return all of the caller's."""
        if self.id is not None:
            raise NotFound(self.id)
        items = [self.item(one) for one in subscriptions.of_account(self.account)]
        items = [one for one in items if one]
        return {
            "@id": f"{self.context.absolute_url()}/@subscriptions",
            "items": items,
            "items_total": len(items),
        }


class SubscriptionsPost(SubscriptionsService):
    """``POST {site}/@subscriptions`` with ``{"kind", "target", "time"}``; 201."""

    def reply(self):
        """Subscribe, or change when the caller is told."""
        body = self.body()
        kind, target, time = (body.get(name) for name in ("kind", "target", "time"))
        is_text = all(isinstance(one, str) for one in (kind, target, time))
        if not is_text or kind not in rules.TARGETS or time not in rules.TIMES:
            return self.bad(NO_TARGET)
        if known(kind, target, self.context) is None:
            return self.bad(NO_TARGET)
        try:
            made = subscriptions.put(self.account, kind, target, time)
        except subscriptions.TooMany:
            return self.bad(TOO_MANY)
        self.request.response.setStatus(201)
        item = self.item(made)
        self.request.response.setHeader("Location", item["@id"])
        return item


class SubscriptionsDelete(SubscriptionsService):
    """``DELETE {site}/@subscriptions/{id}``: 204, and 404 for what is not the caller's."""

    def reply(self):
        """End it."""
        alsoProvides(self.request, IDisableCSRFProtection)
        if self.id is None or not subscriptions.remove(self.account, self.id):
            raise NotFound(self.id)
        return self.reply_no_content()


class AlertsGet(Own):
    """``GET {site}/@alerts``: what the caller was told of and may see now, the newest first."""

    def reply(self):
        """Return them."""
        if self.id is not None:
            raise NotFound(self.id)
        found = listing.of(self.account, display.language_of(self.request))
        site = self.context.absolute_url()
        return {
            "@id": f"{site}/@alerts",
            "items": [self.item(one, site) for one in found],
            "items_total": len(found),
            "items_unread": sum(not one.is_read for one in found),
        }

    def item(self, one, site):
        """Return one."""
        return {
            "id": one.id,
            "kind": one.kind,
            "title": translate(rules.KINDS[one.kind], context=self.request),
            "service": one.seen.service,
            "url": f"{site}{one.seen.path}",
            "told": one.made.isoformat(),
            "read": one.is_read,
        }


class AlertsPatch(Own):
    """``PATCH {site}/@alerts`` with ``{"ids": […], "read": true}``: 204."""

    def reply(self):
        """Mark the caller's own; other ids change nothing."""
        body = self.body()
        ids, is_read = body.get("ids"), body.get("read")
        are_numbers = isinstance(ids, list) and all(
            type(one) is int and abs(one) < TOO_LARGE for one in ids
        )
        if self.id is not None or not are_numbers or not isinstance(is_read, bool):
            return self.bad(NO_IDS)
        store.mark(self.account, ids, is_read)
        return self.reply_no_content()
