"""The nightly job: each person gets one letter about what is due and was not told of yet.

What is looked at is what the person may see at that moment, with their own permissions.
"""

from BTrees.OOBTree import OOBTree
from ccsr.content.content.actions.people import readers
from ccsr.content.content.dues import dues
from ccsr.content.domain import dates
from ccsr.content.jobs import Job
from ccsr.content.permissions import UseMine
from ccsr.policy import _
from ccsr.policy.accounts import letters
from ccsr.policy.accounts.viewing import as_account
from ccsr.policy.domain import due_reminders as rules
from ccsr.policy.due import letter
from ccsr.policy.letters.job import ask
from ccsr.policy.letters.job import LetterJob
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


NAME = "ccsr.remind-dues"
LETTER = "ccsr.policy.due-letter"
#: On the site: what each account was told of, by user id: key → the day that it was about.
KEY = "ccsr.policy.due_reminders"
AREAS = ("governance", "readiness")


class RemindDues(Job):
    """Reminds people of what is due."""

    title = _("job_remind_dues", default="Reminders of what is due")
    schedule = "nightly"

    def run(self, site, progress, **arguments):
        """Remind everybody there is; return how many were."""
        if not letters.is_set_up():
            return {"reminded": 0}
        people = sorted({id for area in AREAS for id, _name in readers(site[area])})
        sent = 0
        for number, account in enumerate(people, 1):
            sent += remind(site, account)
            progress(number, len(people))
        return {"reminded": sent}


class DueLetter(LetterJob):
    """Sends one reminder, about what its reader still may see and has not done since."""

    title = _("job_due_letter", default="A reminder of what is due")

    def letter(self, user, told):
        """Return it in the reader's language; None where nothing is left to remind of."""
        mine = {one.id: one for one in _dues(user.getId()) if not one.done}
        found = [(mine[id], stage) for id, stage in told if id in mine]
        return letter.made_for(user, found) if found else None


def remind(site, account) -> bool:
    """Ask for an account's letter, if something is to be told; return whether it was."""
    with as_account(account) as user:
        if not (user and user.getProperty("email")):
            return False
        told = IAnnotations(site).get(KEY, {}).get(account, {})
        found = rules.wanted(_dues(account), told, dates.today())
    if found:
        ask(LETTER, account, told=[[due.id, stage] for due, stage in found])
        _note(site, account, told, found)
    return bool(found)


def _dues(account):
    """Return what is an account's, as whoever is signed in may see it."""
    return dues(owner=account) if api.user.has_permission(UseMine) else []


def _note(site, account, told, found):
    kept = IAnnotations(site).setdefault(KEY, OOBTree())
    new = {rules.key(due, stage): due.day for due, stage in found}
    kept[account] = {**rules.kept(told, dates.today()), **new}


def account_deleted(event) -> None:
    """Forget what an account that is gone was told of."""
    site = getSite()
    if site is not None:
        IAnnotations(site).get(KEY, {}).pop(event.principal, None)
