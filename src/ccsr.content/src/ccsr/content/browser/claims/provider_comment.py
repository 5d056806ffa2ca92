"""The provider's comment beside a document: its form, and the part of the page that shows it."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser.listing import Listing
from ccsr.content.content import provider_comment as comments
from ccsr.content.content import stop_notice
from ccsr.content.domain.naming import title_in
from ccsr.content.domain.provider_comments import LONGEST
from functools import cached_property
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage


KEPT = _("provider_comment_kept", default="Your comment now stands beside it.")
WITHDRAWN = _("provider_comment_withdrawn", default="Your comment is withdrawn.")
OVERTAKEN = _(
    "provider_comment_overtaken",
    default="Somebody else of your organisation has changed the comment meanwhile. What you "
    "typed is still here; the one that stands now is below. Save again to put yours in its place.",
)


class ProviderCommentForm(Listing):
    """``@@provider-comment`` of a complaint or enforcement action, for the provider's contacts."""

    page = ViewPageTemplateFile("templates/provider_comment.pt")
    page_title = _("provider_comment_title", default="Your comment")
    longest = LONGEST
    error = ""

    def __call__(self):
        """Keep or withdraw the comment and go back, or show the form."""
        if self.request.method != "POST":
            return self.page()
        CheckAuthenticator(self.request)
        if self.asked("version") != self.version:
            self.error = self.say(OVERTAKEN)
            return self.page()
        try:
            done = self.act()
        except comments.Refused as error:
            self.error = self.say(error.message)
            return self.page()
        return self.go_back(done)

    def act(self):
        """Do what the button says; return what was done."""
        if self.asked("withdraw"):
            comments.withdraw(self.context)
            return WITHDRAWN
        comments.put(self.context, self.text)
        return KEPT

    def go_back(self, done):
        """Return to the document, which says what was done."""
        IStatusMessage(self.request).add(self.say(done))
        self.request.response.redirect(f"{self.context.absolute_url()}#provider-comment")
        return ""

    @property
    def version(self):
        """Return what is another after every change."""
        found = comments.all_of(self.context)
        ended = sum(one.is_withdrawn for one in found)
        return f"{len(found)}.{ended}"

    @cached_property
    def current(self):
        """Return the comment that stands, or None."""
        return comments.current(self.context)

    @property
    def text(self):
        """Return what was typed, at first what stands."""
        if self.request.method == "POST":
            return self.asked("text")
        return self.current.text if self.current else ""

    @property
    def title_of_document(self):
        """Return the name of the document in the reader's language."""
        titled = getattr(self.context, "title_for", None)
        return titled(self.language) if titled else self.context.title

    @property
    def needs_notice(self):
        """Return the address of the stop notice where it must be acknowledged first."""
        provider = self.context.__parent__.__parent__
        first = f"{provider.absolute_url()}/@@stop-notice"
        return "" if stop_notice.is_acknowledged() else first


class ProviderCommentPart(Listing):
    """``provider-comment-part`` of a document: the comment in the document's page."""

    index = ViewPageTemplateFile("templates/provider_comment_part.pt")

    def __call__(self):
        """Return the section; nothing where there is nothing to show to this reader."""
        shown = self.current is not None or self.earlier or self.may_comment
        return self.index() if shown else ""

    @cached_property
    def current(self):
        """Return the comment that stands, or None."""
        return comments.current(self.context)

    @cached_property
    def may_comment(self):
        """Return whether the reader may put one there."""
        return comments.may_comment(self.context)

    @cached_property
    def sees_names(self):
        """Return whether the reader is told which person wrote it."""
        return self.may(permissions.ViewHistory) or self.may_comment

    @cached_property
    def earlier(self):
        """Return those that stand no longer, the newest first, to staff."""
        if not self.may(permissions.ViewHistory):
            return []
        found = comments.all_of(self.context)
        return [one for one in reversed(found) if one is not self.current]

    @property
    def provider(self):
        """Return the provider's name in the reader's language."""
        provider = self.context.__parent__.__parent__
        return title_in(self.language, provider.title, provider.title_cy)

    def lines(self, text):
        """Return the lines of a comment."""
        return display.lines(text)


class NoCommentPart(BrowserView):
    """The same of a document that is no matter between a provider and anybody else."""

    def __call__(self):
        """Return nothing."""
        return ""
