"""``accept-invitation/<link>``: who is invited chooses a password.

Opening the link uses nothing up, as mail scanners open links, too. A link that is
used, over, withdrawn or made up has one and the same answer. What is sent needs no
token against forgery: whoever forges it would need the link.
"""

from ccsr.policy import _
from ccsr.policy.accounts import inviting
from ccsr.policy.domain import passwords
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


NOT_TWICE = _("accept_not_the_same", default="The two passwords are not the same.")
NO_PASSWORD = _("accept_no_password", default="Choose a password.")
DONE = _("accept_done", default="Your password is set. Sign in with your e-mail address.")


@implementer(IPublishTraverse)
class Accept(BrowserView):
    """The page behind the link."""

    page_title = _("accept_title", default="Choose your password")
    page = ViewPageTemplateFile("templates/accounts_accept.pt")
    token = ""
    error = None

    def publishTraverse(self, request, name):
        """Take the link's secret."""
        self.token = name
        return self

    def __call__(self):
        """Show the form, or set the password and lead to the sign-in page."""
        self.user_id = inviting.invited_by(self.token)
        if self.user_id is None:
            self.request.response.setStatus(404)
        elif self.request.method == "POST":
            self.error = self.wrong()
            if self.error is None:
                return self.accept()
        return self.page()

    @property
    def action(self):
        """Return where the form goes."""
        return f"{self.context.absolute_url()}/{inviting.PAGE}/{self.token}"

    @property
    def login(self):
        """Return what the person signs in with."""
        return api.user.get(userid=self.user_id).getUserName()

    def wrong(self):
        """Return what is wrong with the passwords that were typed."""
        password, again = (str(self.request.form.get(name, "")) for name in ("password", "again"))
        if not password:
            return NO_PASSWORD
        if password != again:
            return NOT_TWICE
        member = api.user.get(userid=self.user_id)
        return passwords.fault(password, (self.login, member.getProperty("fullname")))

    def accept(self):
        """Set the password; the link is used up."""
        inviting.accept(self.user_id, self.request.form["password"])
        IStatusMessage(self.request).add(DONE, type="success")
        self.request.response.redirect(f"{self.context.absolute_url()}/login")
        return ""
