"""What a reader keeps, of which the demo has none: a shortlist, a saved search, alerts."""

from ccsr.content.domain import find
from ccsr.content.interfaces import ISavedSearches
from ccsr.content.interfaces import IShortlists
from ccsr.content.services.saved import save
from ccsr.content.services.shortlists import begin
from ccsr.content.services.shortlists import put_on
from ccsr.policy.alerts import store
from ccsr.policy.alerts import subscriptions
from ccsr.policy.domain import alerts
from datetime import datetime
from datetime import UTC
from plone import api
from urllib.parse import urlencode

import transaction


READER = "commissioner"


def keep(portal):
    """Keep one of each for the commissioner; return the address of a comparison."""
    with api.env.adopt_user(username=READER):
        found = api.content.find(portal_type="Service")[:3]
        services, name = [brain.UID for brain in found], found[0].Title
        shortlists = IShortlists(portal)
        put_on(shortlists, begin(shortlists, name), services, name)
        save(ISavedSearches(portal), name, find.parse({"type": ["Service"]}))
    told = subscriptions.put(READER, alerts.SERVICE, services[0], alerts.NOW)
    for kind in alerts.KINDS:
        store.add(READER, services[0], kind, {told.id: alerts.NOW}, datetime.now(UTC))
    transaction.commit()
    return f"/@@compare-services?{urlencode([('uid', uid) for uid in services])}"
