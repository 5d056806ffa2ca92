"""What was kept for an account goes with it."""

from ccsr.content.content import concern_receipts
from ccsr.content.content import saved
from ccsr.content.content import shortlists
from ccsr.content.content import stop_notice
from ccsr.content.content import visits
from ccsr.content.content.concerns import FORM
from plone import api
from plone.api.exc import CannotGetPortalError


def account_deleted(event):
    """Forget the saved searches, the shortlists and the visits of a deleted account."""
    try:
        site = api.portal.get()
    except CannotGetPortalError:
        # An account of the server, outside every site.
        return
    saved.forget(site, event.principal)
    shortlists.forget(site, event.principal)
    visits.forget(site, event.principal)
    stop_notice.forget(event.principal)
    if FORM in site:
        concern_receipts.forget_account(site[FORM], event.principal)
