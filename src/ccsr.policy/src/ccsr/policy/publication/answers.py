"""One answer for what is missing and for what is forbidden.

Signed in: the same 404 with the same body, in HTML and JSON. Anonymous: the
same way to the sign-in page, whatever was asked for. Nothing of the answer
depends on what was found on the way: the page is made for the site's own
address, and the headers are set anew.
"""

from ccsr.policy import _
from ccsr.policy.browser.failure import Failure as FailurePage
from ccsr.policy.publication import doors
from ccsr.policy.publication import gate
from ccsr.policy.publication import headers
from ccsr.policy.publication import links
from ccsr.policy.publication import unavailable
from ccsr.policy.publication import visitor
from ccsr.policy.publication.failures import ApiFailure
from plone.rest.interfaces import IAPIRequest
from plone.subrequest import subrequest
from plone.subrequest.interfaces import ISubRequest
from plone.transformchain.interfaces import DISABLE_TRANSFORM_REQUEST_KEY
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate

import json


NOT_FOUND = _(
    "not_found_or_not_yours", default="There is nothing at this address that you can open."
)
#: What a browser opens as a page (Fetch Metadata, ``Sec-Fetch-Dest``).
PAGES = ("document", "iframe", "frame", "embed", "object")
SIGN_IN = _("sign_in_first", default="Sign in first.")


class NotHere(BrowserView):
    """The view of NotFound, Unauthorized and Forbidden alike."""

    def __call__(self):
        """Return the one answer; the response's status is locked."""
        # Zope would challenge after an Unauthorized; the answer is given here.
        self.request.response._has_challenged = True
        body = self.answer(visitor.is_anonymous(self.request))
        # What is sent after the headers of a HEAD is read as the next answer.
        return "" if self.request.method == "HEAD" else body

    def answer(self, anonymous):
        """Fix status and headers and return the body."""
        if not gate.is_spoken(self.request):
            self.lock(405, "text/plain")
            return ""
        address = None if anonymous else links.moved_to(self.request)
        if address:
            return self.lead_on(address)
        if self.asks_for_json():
            return self.json(anonymous)
        return self.sign_in() if anonymous else self.not_found()

    def lead_on(self, address):
        """Send the visitor to where a thing is now."""
        self.lock(302, "text/html; charset=utf-8")
        self.request.response.setHeader("Location", address)
        return ""

    def asks_for_json(self):
        """Return whether a program asks; the prefix counts even where it was not reached."""
        # Without the first, Zope has not looked for anything yet.
        asked = self.request.get("ACTUAL_URL") or self.request["PATH_INFO"]
        return IAPIRequest.providedBy(self.request) or "/++api++" in asked

    def json(self, anonymous):
        """Return the JSON answer."""
        status, kind, message = (
            (401, "Unauthorized", SIGN_IN) if anonymous else (404, "NotFound", NOT_FOUND)
        )
        self.lock(status, "application/json")
        return json.dumps({"type": kind, "message": translate(message, context=self.request)})

    def sign_in(self):
        """Send the visitor to the sign-in page."""
        site = visitor.site_of(self.request)
        wanted = doors.wanted(self.request) if self.request.method == "GET" else None
        base = site.absolute_url() if site is not None else f"{self.request['SERVER_URL']}/ccsr"
        self.lock(302, "text/html; charset=utf-8")
        self.request.response.setHeader("Location", doors.sign_in_address(base, wanted))
        return ""

    def not_found(self):
        """Return the page in the portal's look."""
        site = visitor.site_of(self.request)
        # The page itself may not be the one that is missing.
        is_page = ISubRequest.providedBy(self.request)
        page, policy = ("", headers.PAGE)
        if site is not None and not is_page and self.asks_for_page():
            page, policy = themed_page(site, self.request)
        self.lock(404, "text/html; charset=utf-8", policy)
        return page

    def asks_for_page(self):
        """Return whether somebody would see a page: no picture, style or script shows one."""
        return self.request.getHeader("Sec-Fetch-Dest", "document") in PAGES

    def lock(self, status, content_type, policy=headers.PAGE):
        """Fix status and headers; nothing tells one cause from the other."""
        response = self.request.response
        response.headers.clear()
        # Zope writes the address of what was found into the page.
        response.base = None
        response.setHeader("Content-Type", content_type)
        headers.close(self.request, policy)
        response.setStatus(status, lock=1)


def themed_page(site, request):
    """Return the page as it looks on the site itself, and what it may load."""
    request["PARENTS"] = [site, site.getPhysicalRoot()]
    answer = subrequest(f"/@@{PAGE}", root=site)
    request.environ[DISABLE_TRANSFORM_REQUEST_KEY] = True
    return answer.getBody(), answer.getHeader(headers.POLICY) or headers.PAGE


PAGE = "nothing-here"


class NothingHere(BrowserView):
    """The page itself."""

    page_title = _("not_found_title", default="Nothing here")


class Failure(NotHere):
    """The view of every other error: on the way to a hidden thing there is none."""

    def __call__(self):
        """Return the one answer, or what Plone says where the visitor may look."""
        if isinstance(self.context, unavailable.UNREACHABLE):
            # No page can be made; ``unavailable`` answers.
            raise self.context
        return super().__call__() if self.is_closed() else self.usual()

    def is_closed(self):
        """Return whether the visitor must not learn that there was an error."""
        if not gate.is_spoken(self.request):
            return True
        if visitor.is_anonymous(self.request):
            return not visitor.at_open_door(self.request)
        return gate.is_closed(self.request)

    def usual(self):
        """Return what the portal says of an error to those who may look."""
        headers.close(self.request)
        page = ApiFailure if IAPIRequest.providedBy(self.request) else FailurePage
        view = page(self.context, self.request)
        view.__parent__ = getattr(self, "__parent__", None)
        return view()


UNREADABLE = _(
    "request_unreadable",
    default="The address, or what was sent with it, cannot be read. Go back and try again.",
)


class Unreadable(Failure):
    """The view of an error in a value; before Zope looks for anything it is the asker's own."""

    page = ViewPageTemplateFile("unreadable.pt")

    def __call__(self):
        """Return the sentence, or the answer to any other error."""
        return super().__call__() if self.request.get("ACTUAL_URL") else self.unreadable()

    def unreadable(self):
        """Fix status and headers and return the sentence."""
        if self.asks_for_json():
            self.lock(400, "application/json")
            message = translate(UNREADABLE, context=self.request)
            return json.dumps({"type": "BadRequest", "message": message})
        self.lock(400, "text/html; charset=utf-8")
        return "" if self.request.method == "HEAD" else self.page()
