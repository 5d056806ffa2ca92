"""What the pages of the register's import have in common."""

from ccsr.content import permissions
from ccsr.content.browser.importing import words
from ccsr.content.browser.listing import Listing
from ccsr.content.domain.naming import title_in
from ccsr.content.importing import looking
from ccsr.content.importing import store
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message


class ImportPage(Listing):
    """A page of an import."""

    parts = ViewPageTemplateFile("templates/parts.pt")
    errors = ()

    @property
    def site_url(self):
        """Return the portal's address."""
        return api.portal.get().absolute_url()

    def mapping_title(self, found):
        """Return what the mapping of an import was called when the file came."""
        mapping = found.mapping
        return title_in(self.language, mapping["title"], mapping.get("title_cy"))

    @property
    def is_posted(self):
        """Whether something is to be done; the form's own token is checked."""
        if self.request.method != "POST":
            return False
        CheckAuthenticator(self.request)
        return True

    @property
    def may_approve(self):
        """Whether the reader applies imports."""
        return self.may(permissions.ApproveImport)

    @property
    def may_configure(self):
        """Whether the reader makes mappings."""
        return self.may(permissions.Configure)

    def found(self):
        """Return the import that is asked for; raise NotFound."""
        found = store.asked(self.asked("number"))
        if found is None:
            raise NotFound(self.__name__)
        return found

    def go(self, name, **query):
        """Redirect to a page of the portal."""
        asked = "&".join(f"{key}={value}" for key, value in query.items())
        self.request.response.redirect(f"{self.site_url}/@@{name}?{asked}")
        return ""

    def state_of(self, found):
        """Return the state of an import in words."""
        left = looking.outcomes(found).get(store.LEFT, 0)
        if found.state == store.APPLIED and left:
            return Message(words.APPLIED_IN_PART, mapping={"count": str(left)})
        return words.STATES[found.state]

    def flag(self, found):
        """Return the look of its state."""
        if found.state == store.APPLIED and store.LEFT in looking.outcomes(found):
            return "warn"
        return words.FLAGS.get(found.state, "")

    def words_of(self, message):
        """Return a kept message in the reader's language; it may be about another one."""
        return looking.said(message, self.say)

    def error(self, name):
        """Return the sentence for a field, None where it is in order."""
        return next((message for field, message in self.errors if field == name), None)
