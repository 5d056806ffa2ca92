"""Signing in and out, and asking for a new password."""

from ccsr.policy import _
from ccsr.policy.publication import doors
from plone import api
from Products.CMFPlone.browser.login.login import LoginForm
from Products.Five.browser import BrowserView
from Products.statusmessages import STATUSMESSAGEKEY
from urllib.parse import urlsplit
from zope.annotation.interfaces import IAnnotations

import logging


logger = logging.getLogger(__name__)


class SignIn(LoginForm):
    """Plone's sign-in with a page of its own."""

    page_title = _("sign_in_title", default="Sign in")
    failed = False

    def update(self):
        """Try what was sent; whoever is signed in already goes home."""
        super().update()
        sent = "buttons.login" in self.request.form
        if sent:
            forget_messages(self.request)
        self.failed = sent and api.user.is_anonymous()
        if not sent and not api.user.is_anonymous():
            self.request.response.redirect(self.context.absolute_url())

    def get_came_from(self):
        """Return where the visitor wanted to go, if that is a page of the portal."""
        wanted = self.request.get("came_from") or ""
        return wanted if leads_into(self.context.absolute_url(), wanted) else ""

    def redirect_after_login(self, came_from=None, is_initial_login=False):
        """Go on to what was wanted.

        Plone's list of pages for signing in has ``register``, which is ours.
        Whether something is there is not asked here: the answer would tell
        what is hidden from what is missing.
        """
        self.request.response.redirect(self.get_came_from() or self.context.absolute_url())


def leads_into(site_url: str, address: object) -> bool:
    """Return whether an address is a page of the site other than those for signing in."""
    if not isinstance(address, str) or not address.startswith(f"{site_url}/"):
        return False
    first, *others = urlsplit(address.removeprefix(f"{site_url}/")).path.split("/")
    return first.removeprefix("@@") not in {*doors.SIGN_IN, ".."} and ".." not in others


def forget_messages(request) -> None:
    """Drop the messages of Plone's form; the page says it itself, where it belongs."""
    IAnnotations(request).pop(STATUSMESSAGEKEY, None)
    request.response.expireCookie(STATUSMESSAGEKEY, path="/")


class ForgottenPassword(BrowserView):
    """Asks for a link to set a new password, and tells nobody which names exist."""

    page_title = _("forgotten_title", default="Set a new password")
    sent = False

    def __call__(self):
        """Send the link; what is said is the same for every name."""
        name = self.request.form.get("name")
        if self.request.method == "POST" and isinstance(name, str):
            self.send(name.strip())
            self.sent = True
        return self.index()

    def send(self, name):
        """Send the link to the address of the account; what stops it is told to the log only."""
        registration = api.portal.get_tool("portal_registration")
        try:
            registration.mailPassword(name, self.request, immediate=True)
        except ValueError as error:
            logger.info("No link to set a new password for %r: %s", name, error)
        except OSError:
            logger.exception("The link to set a new password could not be sent")


class SignedOut(BrowserView):
    """Says that one has signed out."""

    page_title = _("signed_out_title", default="You have signed out")
