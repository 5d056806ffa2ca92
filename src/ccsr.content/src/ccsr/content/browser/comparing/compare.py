"""``{service}/@@compare``: two documents of a service, their pages beside each other."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.comparing import choosing
from ccsr.content.browser.page import Page
from ccsr.content.content import layers
from ccsr.content.content import openings
from ccsr.content.content import scanning
from ccsr.content.content.service import IService
from ccsr.content.domain.titles import document_date
from ccsr.content.interfaces import IPages
from ccsr.content.noted import note
from functools import cached_property
from plone import api
from urllib.parse import urlencode
from zExceptions import NotFound
from zope.i18n import translate
from zope.i18nmessageid import Message


PAGE = _("page_number", default="Page ${number}")
#: Height over width of a page whose size is not known.
A4 = 297 / 210


class Compare(Page):
    """Both documents are chosen by UID; without, the two newest reports."""

    schema = IService
    page_title = _("heading_compare", default="Two documents side by side")

    def __call__(self):
        """Show both, which is read as each of them is on its own page."""
        for one in self.both:
            note("viewed", one)
        return self.index()

    @cached_property
    def _brains(self):
        return choosing.with_files(self.context)

    @property
    def choices(self):
        """Return the documents that can be chosen, the newest first."""
        return choosing.choices(self._brains, self.request)

    @cached_property
    def both(self):
        """Return the documents on the left and on the right; empty where there are no two."""
        asked = [self._asked(name) for name in ("left", "right")]
        if not any(asked):
            asked = self._usual()
        if not all(asked):
            return []
        return [choosing.found(self._brains, uid) for uid in asked]

    def _asked(self, name):
        value = self.request.form.get(name, "")
        if not isinstance(value, str):
            raise NotFound(name)
        return value

    def _usual(self):
        """Return the UIDs of the two newest of one kind, the earlier first: reports before all."""
        kinds = [brain.portal_type for brain in self._brains]
        several = [kind for kind in kinds if kinds.count(kind) > 1]
        kind = "InspectionReport" if "InspectionReport" in several else next(iter(several), None)
        return [brain.UID for brain in self._brains if brain.portal_type == kind][1::-1]

    @cached_property
    def sides(self):
        """Return what there is to show on each side."""
        return [
            self._side(name, one) for name, one in zip(("left", "right"), self.both, strict=False)
        ]

    def _side(self, name, document):
        return {
            "id": name,
            "uid": document.UID(),
            "title": document.title,
            "href": document.absolute_url(),
            "read": f"{document.absolute_url()}/@@read",
            "day": self.day(document_date(document)),
            "stopped": scanning.stopped_by(document),
            "pages": self._pages(document),
        }

    def _pages(self, document):
        """Return number, picture and lines of each page; the pictures follow an opening on record."""
        opening = openings.sign(document, api.user.get_current().getId() or "")
        picture = f"{document.absolute_url()}/@@read-picture"
        asked = {"width": layers.PAGE, "opening": opening}
        return [
            {
                "number": number,
                "picture": f"{picture}?{urlencode({**asked, 'page': number})}",
                "lines": display.lines(text),
            }
            for number, text in enumerate(IPages(document).pages, 1)
        ]

    def page_name(self, number):
        """Return what a picture says to who cannot see it."""
        return translate(Message(PAGE, mapping={"number": number}), context=self.request)

    @property
    def shape(self):
        """Return the size that a picture has until it is there, in pixels."""
        return {"width": layers.PAGE, "height": round(layers.PAGE * A4)}

    @property
    def differences(self):
        """Return where the words that differ are marked, where there are two."""
        if len({side["uid"] for side in self.sides}) < 2:
            return ""
        left, right = self.sides
        return f"{right['href']}/@@differences?with={left['uid']}"

    @property
    def resources(self):
        """Return the address of style sheet and script."""
        return f"{api.portal.get().absolute_url()}/++plone++ccsr.content"
