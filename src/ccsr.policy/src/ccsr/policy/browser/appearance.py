"""``@@appearance``: light, dark, or as the device has it, kept in the reader's browser."""

from ccsr.policy import _
from ccsr.policy.sign_in import cookies
from plone import api
from Products.Five.browser import BrowserView
from zExceptions import BadRequest


COOKIE = "ccsr-appearance"
SECONDS = 365 * 24 * 3600
CHOICES = {
    "auto": _("appearance_auto", default="As the device"),
    "light": _("appearance_light", default="Light"),
    "dark": _("appearance_dark", default="Dark"),
}


def chosen(request):
    """Return what the reader chose: ``light``, ``dark`` or ``auto``."""
    value = request.cookies.get(COOKIE)
    return value if value in CHOICES else "auto"


def choices(request):
    """Return what may be chosen: value, title, and whether it is."""
    current = chosen(request)
    return [
        {"value": value, "title": title, "current": value == current}
        for value, title in CHOICES.items()
    ]


class Appearance(BrowserView):
    """Keeps a choice and goes back to the page it was made on.

    Asked for with ``get``, as the language is: a form that posts would have every page
    parsed for its token.
    """

    def __call__(self):
        """Take ``appearance`` and ``back``; raise BadRequest for another value."""
        value = self.request.form.get("appearance")
        if value not in CHOICES:
            raise BadRequest("appearance is one of auto, light, dark")
        self.request.response.setCookie(
            COOKIE,
            value,
            path=self.request.physicalPathToURL("", relative=1) or "/",
            max_age=SECONDS,
            same_site="Lax",
            http_only=True,
            secure=cookies.is_secure(self.request),
        )
        self.request.response.redirect(self._back())
        return ""

    def _back(self):
        wanted = self.request.form.get("back")
        portal_url = api.portal.get_tool("portal_url")
        # Another site's address would make this page a way to lead somebody there.
        if isinstance(wanted, str) and portal_url.isURLInPortal(wanted):
            return wanted
        return portal_url()
