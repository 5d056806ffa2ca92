"""What stands around every page: title, navigation, path, languages, messages."""

from Acquisition import aq_base
from Acquisition import aq_chain
from Acquisition import aq_inner
from ccsr.content import permissions
from ccsr.policy import _
from ccsr.policy.browser import appearance
from ccsr.policy.browser import resources
from ccsr.policy.browser.alerts.mine import Count
from ccsr.policy.publication import doors
from ccsr.policy.publication import headers
from ccsr.policy.publication import visitor
from ccsr.policy.sign_in import pending
from ccsr.policy.sign_in import sessions
from ccsr.policy.sign_in import settings
from dataclasses import dataclass
from plone import api
from plone.dexterity.interfaces import IDexterityContent
from plone.z3cform.interfaces import IFormWrapper
from Products.CMFCore.interfaces import ISiteRoot
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from urllib.parse import parse_qsl
from urllib.parse import urlencode
from z3c.form.interfaces import IForm
from zope.cachedescriptors.property import Lazy
from zope.component.hooks import getSite

import AccessControl
import time


@dataclass(frozen=True)
class Link:
    """A link of the frame.

    ``current`` is the value of aria-current, None where the link leads away;
    ``language`` is that of the page it leads to, where it is another.
    """

    title: str
    url: str
    current: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Message:
    """A message about what was just done."""

    text: str
    kind: str
    role: str


#: Pages of the site: first part of the path, title, permission. Of two with the same
#: path the first that the visitor may use is named.
PAGES_BEFORE = (
    ("find", _("nav_find", default="Find"), permissions.UseFind),
    ("mine", _("nav_mine", default="Yours to do"), permissions.UseMine),
)
AREAS = ("register", "intake", "governance", "readiness")
PAGES_AFTER = (
    ("queue", _("nav_queue", default="Review queue"), permissions.Share),
    ("queue", _("nav_drafts", default="Drafts to finish"), permissions.UseQueue),
    ("concealments", _("nav_concealments", default="Concealments"), permissions.Conceal),
    ("liaison", _("nav_liaison", default="Liaison"), permissions.UseLiaison),
    (
        "cross-reference",
        _("nav_cross_reference", default="Cross-reference"),
        permissions.UseCrossReference,
    ),
    ("statistics", _("nav_statistics", default="Statistics"), permissions.UseStatistics),
    ("overview-controlpanel", _("nav_settings", default="Settings"), permissions.Configure),
)

HOME = _("nav_home", default="Home")
LANGUAGES = (("en", "English"), ("cy", "Cymraeg"))
MESSAGES = {
    "info": ("alert-info", "status"),
    "success": ("alert-success", "status"),
    "warning": ("alert-warning", "alert"),
    "error": ("alert-danger", "alert"),
    "danger": ("alert-danger", "alert"),
}


class Frame(BrowserView):
    """Answers the main template; it asks for each thing at most once."""

    @Lazy
    def site(self):
        """Return the portal."""
        return getSite()

    @Lazy
    def site_url(self):
        """Return the portal's address."""
        return self.site.absolute_url()

    @Lazy
    def language(self):
        """Return the reader's language, ``en`` or ``cy``."""
        return self.request.get("LANGUAGE", "en")

    @Lazy
    def signed_in(self):
        """Return whether somebody is signed in, and nothing is still asked for."""
        if visitor.is_anonymous(self.request):
            return False
        return not (doors.is_second_factor(self.path) and pending.is_pending(self.request))

    @Lazy
    def user_name(self):
        """Return the full name of who is signed in."""
        user = api.user.get_current()
        return user.getProperty("fullname") or user.getUserName()

    def allowed(self, permission, context=None):
        """Return whether the visitor holds a permission, by its title."""
        manager = AccessControl.getSecurityManager()
        return bool(manager.checkPermission(permission, self.site if context is None else context))

    # -- the head

    def page_title(self, view):
        """Return the page's own title: its view's, its name in the header, or the thing's."""
        for name in ("page_title", "label"):
            title = getattr(view, name, None)
            if title:
                return title() if callable(title) else title
        here = [link.title for link in self.navigation if link.current == "page"]
        if here:
            return here[0]
        return None if ISiteRoot.providedBy(self.content) else self.name_of(self.content)

    def needs_scripts(self, view):
        """Return whether the page works with Plone's scripts: forms, and administrators' pages."""
        if not self.signed_in:
            return False
        is_form = IForm.providedBy(view) or IFormWrapper.providedBy(view)
        return is_form or getattr(view, "needs_scripts", False) or self.has_toolbar

    @Lazy
    def has_toolbar(self):
        """Return whether Plone's own toolbar is shown; its scripts bring styles along."""
        shown = self.signed_in and self.allowed("Show Toolbar", self.content)
        if shown:
            headers.allow_plones_styles(self.request)
        return shown

    def stylesheets(self):
        """Return the addresses of the style sheets; they change with their files."""
        return resources.stylesheets(self.site_url)

    def scripts(self):
        """Return the addresses of the scripts of the find box."""
        return resources.scripts(self.site_url)

    def session_left(self):
        """Return for how many seconds the session holds; None where there is none to hold."""
        session = sessions.current(self.request) if self.signed_in else None
        return session and int(session.left(time.time(), settings.spans()))

    def session_script(self):
        """Return the address of the script that warns before the session ends."""
        return resources.session_script(self.site_url)

    # -- the header

    @Lazy
    def path(self):
        """Return the names of the path below the site, views without ``@@``."""
        return [name.removeprefix("@@") for name in visitor.path_in(self.site, self.request)]

    @Lazy
    def place(self):
        """Return the first name of the path; '' on the home page."""
        first = self.path[0] if self.path else ""
        return "" if first in ("home", "view") else first

    def current(self, name):
        """Return aria-current of a link to the first name of a path."""
        if self.place != name:
            return None
        return "page" if len(self.path) <= 1 else "true"

    @Lazy
    def navigation(self):
        """Return the links of the header, those the visitor may use."""
        if not self.signed_in:
            return []
        home = Link(HOME, self.site_url, self.current(""))
        return [home, *self._pages(PAGES_BEFORE), *self._areas(), *self._pages(PAGES_AFTER)]

    def _pages(self, pages):
        listed = set()
        for name, title, permission in pages:
            if name not in listed and self.allowed(permission):
                listed.add(name)
                yield Link(title, f"{self.site_url}/@@{name}", self.current(name))

    def _areas(self):
        for name in AREAS:
            area = self.site.get(name)
            if area is not None and self.allowed("View", area):
                yield Link(self.name_of(area), area.absolute_url(), self.current(name))

    def has_find_box(self):
        """Return whether the header has the find box."""
        return self.signed_in and self.place != "find" and self.allowed(permissions.UseFind)

    @Lazy
    def alerts(self):
        """Return how many alerts are unread; None for who has none to read."""
        if not (self.signed_in and self.allowed(permissions.UseFind)):
            return None
        return Count(self.language)

    @Lazy
    def appearances(self):
        """Return what may be chosen of light and dark (``appearance.choices``)."""
        return appearance.choices(self.request)

    def languages(self):
        """Return the same page in each language."""
        return [
            Link(name, self._in_language(code), "true" if code == self.language else None, code)
            for code, name in LANGUAGES
        ]

    def _in_language(self, code):
        return f"{self.request['ACTUAL_URL']}?{urlencode([*self._query, ('set_language', code)])}"

    @property
    def here(self):
        """Return the page's address."""
        query = f"?{urlencode(self._query)}" if self._query else ""
        return f"{self.request['ACTUAL_URL']}{query}"

    @Lazy
    def _query(self):
        # The query string only: what was posted has no place in an address.
        return [(name, value) for name, value in _query(self.request) if name != "set_language"]

    # -- the path

    @Lazy
    def content(self):
        """Return the thing that the page is about; the site where there is none."""
        for one in aq_chain(aq_inner(self.context)):
            if IDexterityContent.providedBy(one):
                return one
        return self.site

    def breadcrumbs(self):
        """Return the way to the page through what the visitor may view."""
        if not self.signed_in:
            return []
        trail = [
            one
            for one in reversed(aq_chain(aq_inner(self.content)))
            if IDexterityContent.providedBy(one) and not ISiteRoot.providedBy(one)
        ]
        links = [
            Link(self.name_of(one), one.absolute_url(), self._is_here(one))
            for one in trail
            if self.allowed("View", one)
        ]
        return [Link(HOME, self.site_url), *links] if links else []

    def _is_here(self, one):
        url = self.request["ACTUAL_URL"].removesuffix("/").removesuffix("/view")
        return "page" if url == one.absolute_url() else None

    def name_of(self, one):
        """Return a thing's name in the reader's language."""
        has_names = hasattr(aq_base(one), "title_for")
        return one.title_for(self.language) if has_names else one.Title()

    # -- messages

    def messages(self):
        """Return what is to be told once."""
        return [
            Message(message.message, *MESSAGES.get(message.type, MESSAGES["info"]))
            for message in IStatusMessage(self.request).show()
        ]


def _query(request):
    return parse_qsl(request.get("QUERY_STRING", ""), keep_blank_values=True)
