"""``@@register-table``: the register as a CSV; ``@register?format=csv`` for programs."""

from ccsr.content import _
from ccsr.content.browser.finding.export import OTHERS_TURN
from ccsr.content.browser.finding.export import OWN_TURN
from ccsr.content.browser.finding.export import Stream
from ccsr.content.domain import export
from ccsr.content.noted import note
from ccsr.content.services.register_table import RegisterTable
from ccsr.content.services.turns import NoTurn
from plone import api
from plone.restapi.services import Service
from Products.Five.browser import BrowserView
from zope.i18n import translate


FILE_NAME = _("register_file_name", default="Register ${day}")
NOT_CSV = _("register_not_csv", default="The register comes as “csv”.")


def table(request):
    """Return the register as a stream, and set the headers of the file; raises ``NoTurn``."""
    made = RegisterTable(request)
    response = request.response
    if request.method == "HEAD":
        stream = ""
    else:
        stream = Stream(made.lines(), api.user.get_current().getId())
        note("exported", what="register", format="csv", count=made.total)
    name = f"{made.reader.say(FILE_NAME, day=made.made.date().isoformat())}.csv"
    response.setHeader("Content-Type", export.CONTENT_TYPES["csv"])
    response.setHeader("Content-Disposition", export.disposition(name))
    return stream


class RegisterTablePage(BrowserView):
    """The file; 429 with a sentence where others come first."""

    page_title = _("register_table_heading", default="The register cannot be saved")
    refused = None

    def __call__(self):
        """Return the file as a stream."""
        try:
            return table(self.request)
        except NoTurn as turn:
            self.request.response.setHeader("Retry-After", "30")
            self.request.response.setStatus(429)
            self.refused = OWN_TURN if turn.own else OTHERS_TURN
            return self.index()


class RegisterGet(Service):
    """``GET {site}/@register?format=csv``."""

    def render(self):
        """Return the file as a stream, or what is wrong as JSON."""
        self.check_permission()
        if self.request.form.get("format", "csv") != "csv":
            return self.refuse(400, "BadRequest", NOT_CSV)
        try:
            return table(self.request)
        except NoTurn as turn:
            self.request.response.setHeader("Retry-After", "30")
            return self.refuse(429, "TooManyRequests", OWN_TURN if turn.own else OTHERS_TURN)

    def refuse(self, status, kind, message):
        """Answer with a sentence in the caller's language."""
        self.request.response.setStatus(status)
        self.told = {"type": kind, "message": translate(message, context=self.request)}
        return super().render()

    def reply(self):
        """Return what is wrong."""
        return self.told
