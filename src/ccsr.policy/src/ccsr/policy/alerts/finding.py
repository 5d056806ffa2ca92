"""Finds whom something concerns, and gives each a row."""

from ccsr.content.config import authorities
from ccsr.content.content import history
from ccsr.content.content.enforcement_action import IEnforcementAction
from ccsr.content.content.event import IRegistrationEvent
from ccsr.content.interfaces import ISavedSearches
from ccsr.content.jobs import Job
from ccsr.content.jobs import queue
from ccsr.content.services.saved import Asked
from ccsr.policy import _
from ccsr.policy.accounts.viewing import as_account
from ccsr.policy.alerts import store
from ccsr.policy.alerts import subscriptions
from ccsr.policy.domain import alerts as rules
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.uuid.interfaces import IUUID


SHARED = "ccsr.policy.alerts.shared"
#: New hits of a search that are told of at once; Find has the others.
MOST_HITS = 50
#: Seconds that two looks have in common: what was shared just before one is committed after it.
#: What is found twice is told once.
OVERLAP = 300.0


def shared(thing, event) -> None:
    """Queue with the transition that shares a thing."""
    if event.transition is not None and event.transition.id == "share":
        queue(SHARED, uid=IUUID(thing), at=datetime.now(UTC).timestamp())


class Shared(Job):
    """Gives everybody whom a shared thing concerned when it was shared a row."""

    title = _("job_alerts_shared", default="Find who is to be told of something")

    def run(self, site, progress, uid, at):
        """Return how many are told."""
        thing = api.content.get(UID=uid)
        kind = thing and kind_of(thing)
        if not kind:
            return 0
        found = {}
        for one in concerned(thing.__parent__):
            if one.made <= at:
                found.setdefault(one.account, {})[one.id] = one.time
        now = datetime.now(UTC)
        return sum(store.add(account, uid, kind, why, now) for account, why in found.items())


def kind_of(thing):
    """Return of what a shared thing alerts, None where of nothing."""
    if IEnforcementAction.providedBy(thing):
        return rules.ENFORCEMENT
    if not IRegistrationEvent.providedBy(thing):
        return None
    before, after = _places(thing)
    return rules.kind_of_event(thing.kind, before, after)


def _places(event):
    """Return registered places before and after an event."""
    if "places" in event.changes:
        return event.changes["places"]
    if event.places is None or event.effective is None:
        return None, None
    before = history.standing(event.__parent__, event.effective - timedelta(days=1))
    return before.values.get("places"), event.places


def concerned(service):
    """Return the subscriptions to a service and to its authority."""
    found = subscriptions.to(rules.SERVICE, IUUID(service))
    if service.local_authority in authorities.BY_GSS:
        found += subscriptions.to(rules.AUTHORITY, service.local_authority)
    return found


class Searches(Job):
    """Gives a row for each new hit of the saved searches that somebody is to be told of."""

    title = _("job_alerts_searches", default="Look for what is new in saved searches")
    schedule = "minutely"

    def run(self, site, progress):
        """Return how many hits were new."""
        until = datetime.now(UTC).timestamp() - OVERLAP
        asked = [one for one in subscriptions.of_kind(rules.SEARCH) if is_behind(one)]
        count = 0
        for number, one in enumerate(asked):
            progress(number, len(asked))
            count += new_hits(site, one, until)
        return count or None


def is_behind(subscription) -> bool:
    """Return whether anything was shared, by anybody's leave, since the search was asked."""
    index = api.portal.get_tool("portal_catalog")._catalog.getIndex("shared_on")
    # Both in the minutes of the index.
    looked = index._convert(datetime.fromtimestamp(subscription.looked, UTC))
    return bool(len(index._index)) and index._index.maxKey() >= looked


def new_hits(site, subscription, until) -> int:
    """Give rows for what is new in one, as its account sees it; return how many.

    ``until`` is the moment up to which the job sees all that was shared.
    """
    now = datetime.now(UTC)
    with as_account(subscription.account) as user:
        saved = user and ISavedSearches(site).get(subscription.target)
        if saved is None:
            return 0
        asked = Asked(
            api.portal.get_tool("portal_catalog"),
            saved,
            datetime.fromtimestamp(subscription.looked, UTC),
        )
        found = [] if asked.refused else [brain.UID for brain in asked.newest(MOST_HITS)]
    why = {subscription.id: subscription.time}
    added = [store.add(subscription.account, uid, rules.FOUND, why, now) for uid in found]
    subscriptions.looked(subscription.id, max(subscription.looked, until))
    return sum(added)
