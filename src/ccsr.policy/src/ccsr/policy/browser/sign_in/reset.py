"""Asking for a link to set a new password, and using it."""

from ccsr.policy import _
from ccsr.policy.browser.sign_in.password import faults_of_new
from ccsr.policy.sign_in import reset
from plone import api
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound
from zope.i18n import translate
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


SET = _("reset_done", default="Your new password is set. Sign in with it.")


class ForgottenPassword(BrowserView):
    """Asks for a link to set a new password, and tells nobody which names exist."""

    page_title = _("forgotten_title", default="Set a new password")
    sent = False

    def __call__(self):
        """Have the link sent; what is said is the same for every name."""
        name = self.request.form.get("name")
        if self.request.method == "POST" and isinstance(name, str) and len(name) < 256:
            language = self.request.get("LANGUAGE", "en")
            reset.ask(api.portal.get(), name.strip(), language)
            self.sent = True
        return self.index()


@implementer(IPublishTraverse)
class SetPassword(BrowserView):
    """``passwordreset/TOKEN``: sets a new password, once."""

    page_title = _("forgotten_title", default="Set a new password")
    token = ""
    faults = {}

    def publishTraverse(self, request, name):
        """Take the token."""
        if self.token:
            raise NotFound(name)
        self.token = name
        return self

    def __call__(self):
        """Ask for the password, or set it."""
        self.user = reset.user_of(self.context, self.token) if self.token else None
        if self.user is None or self.request.method != "POST":
            return self.index()
        faults = faults_of_new(self.request.form, self.user)
        self.faults = {
            name: translate(one, context=self.request) for name, one in faults.items() if one
        }
        return self.index() if self.faults else self.set()

    def set(self):
        """Set it and go to the sign-in."""
        reset.use(self.context, self.token, self.request.form["new"])
        IStatusMessage(self.request).add(translate(SET, context=self.request), "info")
        self.request.response.redirect(f"{self.context.absolute_url()}/login")
        return ""
