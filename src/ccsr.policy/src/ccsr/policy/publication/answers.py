"""One answer for what is missing and for what is forbidden.

Signed in: the same 404 with the same body, in HTML and JSON. Anonymous: the
same way to the sign-in page, whatever was asked for.
"""

from ccsr.policy import _
from ccsr.policy.publication import doors
from ccsr.policy.publication import headers
from ccsr.policy.publication import visitor
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate

import json


NOT_FOUND = _(
    "not_found_or_not_yours", default="There is nothing at this address that you can open."
)
SIGN_IN = _("sign_in_first", default="Sign in first.")


class NotHere(BrowserView):
    """The view of NotFound, Unauthorized and Forbidden alike."""

    page = ViewPageTemplateFile("not_here.pt")

    def __call__(self):
        """Return the one answer; the response's status is locked."""
        self.context = self.__parent__
        # Zope would challenge after an Unauthorized; the answer is given here.
        self.request.response._has_challenged = True
        anonymous = visitor.is_anonymous(self.request)
        if IAPIRequest.providedBy(self.request):
            return self.json(anonymous)
        return self.sign_in() if anonymous else self.not_found()

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
        wanted = self.request["ACTUAL_URL"] if self.request.method == "GET" else None
        base = site.absolute_url() if site is not None else f"{self.request['SERVER_URL']}/ccsr"
        headers.close(self.request.response)
        self.request.response.redirect(doors.sign_in_address(base, wanted), status=302, lock=1)
        return ""

    def not_found(self):
        """Return the page in the portal's look."""
        self.lock(404, "text/html; charset=utf-8")
        self.context = visitor.site_of(self.request) or self.context
        self.request.set("disable_border", True)
        return self.page()

    def lock(self, status, content_type):
        """Fix status and headers; nothing tells one cause from the other."""
        response = self.request.response
        response.setHeader("Content-Type", content_type)
        headers.close(response)
        response.setStatus(status, lock=1)
