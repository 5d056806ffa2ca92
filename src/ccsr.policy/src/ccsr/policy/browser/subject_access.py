"""``@@subject-access``: all that is held of one account, for whoever asks for their data."""

from ccsr.content.domain import export
from ccsr.policy import _
from ccsr.policy.privacy import bundle
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class SubjectAccess(BrowserView):
    """The page, and the ZIP that it makes."""

    page = ViewPageTemplateFile("templates/subject_access.pt")
    page_title = _("subject_title", default="Subject access report")
    is_unknown = False

    def __call__(self):
        """Return the ZIP of the account that was typed, or the page."""
        if self.request.method != "POST":
            return self.page()
        CheckAuthenticator(self.request)
        try:
            made = bundle.make(self.context, self.account)
        except bundle.UnknownAccount:
            self.is_unknown = True
            return self.page()
        response = self.request.response
        response.setHeader("Content-Type", "application/zip")
        name = bundle.file_name(self.account)
        response.setHeader("Content-Disposition", export.disposition(name))
        return made

    @property
    def account(self):
        """Return the id that was typed, or came with the link."""
        value = self.request.form.get("account", "")
        return value.strip() if isinstance(value, str) else ""
