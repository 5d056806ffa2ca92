"""``@@adopt`` and ``@@new-version``: what will happen, then it."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser.listing import Listing
from ccsr.content.content.governance import versions
from ccsr.content.subscribers.governance import refusals
from ccsr.content.subscribers.workflow import Refused
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound
from zope.i18nmessageid import Message


ADOPTED = _("adopted", default="Version ${version} is in force now.")
MADE = _("version_made", default="Version ${version} is a draft. Change what is to change in it.")


class Adopt(Listing):
    """Adopting a draft; whoever may not meets no page."""

    page_title = _("transition_adopt", default="Adopt this version")
    index = ViewPageTemplateFile("templates/adopt.pt")

    def __call__(self):
        """Show what stands in its way, or adopt it."""
        tool = api.portal.get_tool("portal_workflow")
        if "adopt" not in {one["id"] for one in tool.getTransitionsFor(self.context)}:
            raise NotFound(self.__name__)
        self.refusals = refusals(self.context)
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        try:
            tool.doActionFor(self.context, "adopt", comment=self.asked("comment"))
        except Refused as error:
            self.refusals = error.refusals
            return self.index()
        return self._done()

    def _done(self):
        words = Message(ADOPTED, mapping={"version": self.context.version})
        IStatusMessage(self.request).add(self.say(words))
        self.request.response.redirect(self.context.absolute_url())
        return ""

    def current(self):
        """Return the version that is superseded by it, None without."""
        found = versions.in_force()
        return found.version if found else None


class NewVersion(Listing):
    """A draft that begins as a copy of the version in force."""

    page_title = _("action_new_version", default="New version")
    index = ViewPageTemplateFile("templates/new_version.pt")

    def __call__(self):
        """Show what will happen, or do it and go to the draft."""
        may = self.may(permissions.AddGovernance, self.context.__parent__)
        if not may or api.content.get_state(self.context) != versions.IN_FORCE:
            raise NotFound(self.__name__)
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        draft = versions.new_version(self.context)
        words = Message(MADE, mapping={"version": draft.version})
        IStatusMessage(self.request).add(self.say(words))
        self.request.response.redirect(draft.absolute_url())
        return ""

    def drafts(self):
        """Return the drafts that there are already."""
        return [{"version": one.version, "url": one.absolute_url()} for one in versions.drafts()]
