"""The nightly job: each contact of a provider gets at most one reminder of a service in a period.

What is looked at is what the contact may see at that moment, with the contact's own
permissions; so nobody is reminded of what is concealed.
"""

from BTrees.OOBTree import OOBTree
from ccsr.content.content import claim as claims
from ccsr.content.content.closing import CLOSED
from ccsr.content.content.service import IService
from ccsr.content.content.viewable import is_viewable
from ccsr.content.controlpanels.settings import settings
from ccsr.content.domain import dates
from ccsr.content.domain.claims import reminder_is_due
from ccsr.content.jobs import Job
from ccsr.content.permissions import KeepClaim
from ccsr.policy import _
from ccsr.policy.accounts import letters
from ccsr.policy.accounts import standing
from ccsr.policy.accounts.viewing import as_account
from ccsr.policy.letters.job import ask
from ccsr.policy.letters.job import LetterJob
from ccsr.policy.reminders import letter
from ccsr.policy.reminders.letter import Stale
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


NAME = "ccsr.remind-providers"
LETTER = "ccsr.policy.reminder"
#: On the site: when each account was reminded of each service, by user id and UID.
KEY = "ccsr.policy.claim_reminders"


class RemindProviders(Job):
    """Reminds those whose vacancies are older than the days that were set."""

    title = _("job_remind_providers", default="Reminders to providers")
    schedule = "nightly"

    def run(self, site, progress, **arguments):
        """Remind every contact there is; return how many were."""
        if not letters.is_set_up():
            return {"reminded": 0}
        contacts = contacts_by_account()
        sent = 0
        for number, (user_id, uids) in enumerate(sorted(contacts.items()), 1):
            sent += remind(site, user_id, uids)
            progress(number, len(contacts))
        return {"reminded": sent}


def contacts_by_account():
    """Return the UIDs of the providers of each account that may sign in."""
    found = standing.everything()
    return {
        user_id: record["providers"]
        for user_id, record in found.items()
        if record.get("providers") and not standing.is_disabled(user_id)
    }


class Reminder(LetterJob):
    """Sends one reminder, about what its reader still may see and has not said since."""

    title = _("job_reminder", default="A reminder to a provider")

    def letter(self, user, providers, services):
        """Return it in the reader's language; None where nothing is left to remind of."""
        found = [one for uid in providers for one in _stale(uid, {}) if one.uid in services]
        return letter.made_for(user, found) if found else None


def remind(site, user_id, provider_uids) -> bool:
    """Ask for an account's reminder, if one is due; return whether it was."""
    with as_account(user_id) as user:
        if not (user and user.getProperty("email")):
            return False
        before = IAnnotations(site).get(KEY, {}).get(user_id, {})
        found = [one for uid in provider_uids for one in _stale(uid, before)]
    if found:
        about = {"providers": provider_uids, "services": [one.uid for one in found]}
        ask(LETTER, user_id, **about)
        _note(site, user_id, before, found)
    return bool(found)


def _stale(provider_uid, before):
    """Yield what a provider's contact, who is signed in here, is to be reminded of."""
    today, days = dates.today(), settings().claim_days
    for provider in api.content.find(UID=provider_uid):
        inside = {"path": {"query": provider.getPath(), "depth": 1}, "sort_on": "sortable_title"}
        for brain in api.content.find(object_provides=IService, **inside):
            # Its claim is nowhere in the catalog.
            service = brain.getObject()
            claim = _kept(service)
            if claim and reminder_is_due(claim.vacancies_on, before.get(brain.UID), today, days):
                link = f"{provider.getURL()}/@@claims"
                yield Stale(brain.UID, service.title, service.title_cy, claim.vacancies_on, link)


def _kept(service):
    """Return the claim of a service that is still registered, if this account keeps it."""
    may = is_viewable(service) and api.user.has_permission(KeepClaim, obj=service)
    is_open = service.registration_status not in CLOSED
    return claims.of(service) if may and is_open else None


def _note(site, user_id, before, found):
    kept = IAnnotations(site).setdefault(KEY, OOBTree())
    kept[user_id] = {**before, **{one.uid: dates.today() for one in found}}


def account_deleted(event) -> None:
    """Forget when an account that is gone was reminded."""
    site = getSite()
    if site is not None:
        IAnnotations(site).get(KEY, {}).pop(event.principal, None)
