"""``hand-in/<secret>``: a partner without an account hands in one document, once.

A link that was used, is over, was withdrawn or is made up has one and the same answer.
What is sent needs no token against forgery: whoever forges it would need the link.
"""

from ccsr.content.browser import display
from ccsr.content.browser.page import full_name
from ccsr.content.content.readiness import inspection_links as links
from ccsr.content.domain.naming import title_in
from ccsr.policy import _
from ccsr.policy.sign_in import lockout
from ccsr.policy.sign_in.clients import address_of
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zope.schema.interfaces import ValidationError
from ZPublisher.HTTPRequest import FileUpload


NO_FILE = _("hand_in_no_file", default="Choose the file first.")
WAIT = _(
    "hand_in_wait",
    default="Too many attempts came from your connection. Wait a quarter of an hour and try again.",
)


@implementer(IPublishTraverse)
class HandIn(BrowserView):
    """The page behind the link."""

    page_title = _("hand_in_title", default="Hand in a document")
    page = ViewPageTemplateFile("templates/hand_in.pt")
    secret = None
    error = ""
    asked = None
    is_done = False

    def publishTraverse(self, request, name):
        """Take the link's secret; there is nothing below it."""
        if self.secret is not None:
            raise NotFound(name)
        self.secret = name
        return self

    def __call__(self):
        """Show what is asked for, or take the file."""
        self.request.response.setHeader("Referrer-Policy", "no-referrer")
        if lockout.waits(self.counted, self.counted):
            return self.refused(429, WAIT)
        self.asked = links.found(self.secret or "")
        if self.asked is None:
            if not links.is_known(self.secret or ""):
                lockout.failed(self.counted, self.counted)
            return self.refused(404, "")
        if self.request.method == "POST":
            alsoProvides(self.request, IDisableCSRFProtection)
            self.take(self.request.form.get("file"))
        return self.page()

    @property
    def counted(self):
        """Return what attempts are counted under; signing in is counted apart."""
        return f"hand-in {address_of(self.request)}"

    def refused(self, status, sentence):
        """Answer without a word of what the link may have been."""
        self.request.response.setStatus(status)
        self.error = self.say(sentence)
        return self.page()

    def take(self, upload):
        """Keep the file, or the sentence that says why not."""
        # A form can bring a record that has a name and is no file.
        if not isinstance(upload, FileUpload) or not upload.filename:
            self.error = self.say(NO_FILE)
            return
        try:
            links.hand_in(*self.asked, upload.filename, upload.read())
        except ValidationError as error:
            links.count_try(self.asked[0])
            self.error = self.say(error.doc())
        else:
            self.is_done = True

    def say(self, message):
        """Return a message in the reader's language."""
        return translate(message, context=self.request) if message else ""

    @property
    def action(self):
        """Return where the form goes."""
        return f"{self.context.absolute_url()}/hand-in/{self.secret}"

    @property
    def document(self):
        """Return what is asked for."""
        values = self.asked[2].values
        return title_in(display.language_of(self.request), values["title"], values["title_cy"])

    @property
    def by(self):
        """Return who asks for it."""
        return full_name(self.asked[0].by)

    @property
    def until(self):
        """Return until when the link holds."""
        return display.moment(self.asked[0].expires, self.request)
