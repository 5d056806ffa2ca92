"""``@@read``: a document page by page, as it looks and as it reads."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.page import Page
from ccsr.content.browser.reader.asked import Asked
from ccsr.content.browser.reader.parts import rounded
from ccsr.content.content import layering
from ccsr.content.content import layers
from ccsr.content.content import openings
from ccsr.content.content import scanning
from ccsr.content.domain.lines import Sought
from ccsr.content.domain.passages import mark
from ccsr.content.domain.passages import passages
from ccsr.content.domain.uploads import SENTENCES
from ccsr.content.domain.uploads import UnsuitableFile
from ccsr.content.interfaces import IIntakeItem
from ccsr.content.interfaces import IPages
from functools import cached_property
from plone import api
from plone.protect.authenticator import createToken
from urllib.parse import urlencode
from zExceptions import NotFound
from zope.i18n import translate
from zope.i18nmessageid import Message

import json


#: Pages with the words that are listed with a passage.
MOST_PASSAGES = 50
#: Height over width of a page whose size is not known: A4.
A4 = 297 / 210
#: The picture's own coordinates are thousandths of the page's width.
ACROSS = 1000
#: What the script says, by the name that it knows it by.
WORDS = {
    "page": _("reader_page_of", default="Page ${number} of ${count}"),
    "found": _("reader_found", default="${place} of ${count}"),
    "none": _("reader_found_none", default="Not found"),
    "found_on": _("reader_found_on", default="${place} of ${count}, on page ${number}"),
    "no_picture": _("reader_no_picture", default="This page cannot be shown as a picture."),
    "no_answer": _(
        "reader_no_answer",
        default="The portal does not answer. Check your connection, then reload.",
    ),
    "printing": _("reader_printing", default="Getting all pages ready to print"),
    "zoom": _("reader_zoom_is", default="${percent} %"),
}
#: Stand in for what the script puts into its sentences.
HOLES = ("number", "count", "place", "percent")


class Read(Asked, Page):
    """The page: one page of the document without script, all of them with it."""

    stopped = None

    def __call__(self):
        """Return the page; 404 without a file, 503 where the file may not be opened yet."""
        if not self.context.file:
            raise NotFound("read")
        self.stopped = scanning.stopped_by(self.context)
        if self.stopped:
            self.request.response.setStatus(503)
        return self.index()

    @property
    def refusal(self):
        """Return the sentence that says why the file cannot be opened, None where it can."""
        return SENTENCES[self.stopped] if self.stopped else None

    # -- where ----------------------------------------------------------------

    @property
    def back(self):
        """Return what the reader leads back to."""
        thing = self.context.__parent__ if IIntakeItem.providedBy(self.context) else self.context
        return thing.absolute_url()

    @property
    def download(self):
        """Return the address that saves the file."""
        return f"{self.context.absolute_url()}/@@download/file"

    @property
    def resources(self):
        """Return where style and script are."""
        return f"{api.portal.get().absolute_url()}/++plone++ccsr.content"

    @property
    def action(self):
        """Return the reader's own address."""
        return f"{self.context.absolute_url()}/@@read"

    def address(self, number, q=None):
        """Return the address of a page, with the words marked."""
        words = self.q if q is None else q
        asked = {"page": number, **({"q": words} if words else {})}
        return f"{self.action}?{urlencode(asked)}"

    def part(self, name, **asked):
        """Return the address of a part of what is opened here."""
        asked = {**asked, "opening": self.opening}
        return f"{self.context.absolute_url()}/@@{name}?{urlencode(asked)}"

    @cached_property
    def opening(self):
        """Return the sign that the document was opened, for its parts."""
        return openings.sign(self.context, api.user.get_current().getId() or "")

    # -- pages ----------------------------------------------------------------

    @cached_property
    def count(self):
        """How many pages there are."""
        return max(len(self.pages), 1)

    @cached_property
    def current(self):
        """The number of the page that is shown: the nearest to what was asked for."""
        if self.number is not None:
            return self.number
        given = self._given("page")
        return self.count if given.isdecimal() and given.strip("0") else 1

    @property
    def neighbours(self):
        """Return the addresses of the first, previous, next and last page, None where it is one."""
        before, after = self.current - 1, self.current + 1
        return {
            "previous": self.address(before) if before >= 1 else None,
            "next": self.address(after) if after <= self.count else None,
        }

    @cached_property
    def _sizes(self):
        try:
            return layers.sizes(self.context)
        except UnsuitableFile:
            return ()

    @property
    def shape(self):
        """Return the width and height that the page's picture has at first, in pixels."""
        return {"width": layers.PAGE, "height": round(layers.PAGE * self._tall(self.current))}

    def _tall(self, number):
        width, height = self._sizes[number - 1] if number <= len(self._sizes) else (1, A4)
        return height / width if width > 0 else A4

    @property
    def picture(self):
        """Return the address of the picture of the page."""
        return self.part("read-picture", page=self.current, width=layers.PAGE)

    @property
    def text(self):
        """Return the lines of the page's text as HTML, with the words marked."""
        text = self.pages[self.current - 1] if self.pages else ""
        return [mark(line, self.wanted) for line in display.lines(text)]

    def confidence(self, number):
        """Return how sure the machine was of a page that it read, in per cent; None of others."""
        sure = IPages(self.context).confidence(number)
        return None if sure is None else round(sure)

    # -- what is marked -------------------------------------------------------

    @cached_property
    def _sought(self):
        return Sought(self.pages, self.wanted)

    @property
    def marks(self):
        """Return what is marked on the page, as rectangles of its picture."""
        boxes = [self.box] if self.box else []
        return [_rectangle(box, self._tall(self.current)) for box in boxes + self._marked()]

    def _marked(self):
        if not self.wanted:
            return []
        try:
            found = layers.words(self.context, self.current)
        except UnsuitableFile:
            return []
        return [box for mark in self._sought.marks(found) for box in mark]

    @property
    def view_box(self):
        """Return the coordinates of the picture."""
        return f"0 0 {ACROSS} {round(ACROSS * self._tall(self.current))}"

    @property
    def found(self):
        """Return the pages on which the words stand, with a passage of each."""
        if not self.wanted:
            return []
        counts = self._sought.counts()
        best = passages(self.pages, self.wanted, MOST_PASSAGES)
        return [
            {
                "number": one.number,
                "count": counts.get(one.number, 1),
                "href": self.address(one.number),
                "html": one.html,
                "is_current": one.number == self.current,
            }
            for one in sorted(best, key=lambda one: one.number)
        ]

    # -- for the script -------------------------------------------------------

    @cached_property
    def token(self):
        """Return what asks for the pictures to be kept, None where they are or nobody is there."""
        return createToken() if layering.is_wanted(self.context) else None

    @property
    def told(self):
        """Return what the script needs, as JSON."""
        url = self.context.absolute_url()
        return json.dumps(
            {
                "action": self.action,
                "picture": f"{url}/@@read-picture",
                "words": f"{url}/@@read-words",
                "find": f"{url}/@@read-find",
                "keep": f"{url}/@@read-keep" if self.token else None,
                "widths": layers.WIDTHS,
                "page": self.current,
                "tall": [round(self._tall(one), 4) for one in range(1, self.count + 1)],
                "read": self._read_by_machine(),
                "box": rounded(self.box) if self.box else None,
                "say": {name: self._say(text) for name, text in WORDS.items()},
            }
        )

    def _read_by_machine(self):
        sure = ((number, self.confidence(number)) for number in range(1, self.count + 1))
        return {number: self.sure(one) for number, one in sure if one is not None}

    def sure(self, confidence):
        """Return the sentence about the text of a page that was read by machine."""
        return translate(
            _(
                "reader_from_scan",
                default="This page is a scan. Its text was read by machine, "
                "${confidence} % sure; look at the picture where a word matters.",
                mapping={"confidence": confidence},
            ),
            context=self.request,
        )

    def _say(self, text):
        """Return a sentence with ``{name}`` where the script puts something in."""
        holes = {name: f"{{{name}}}" for name in HOLES}
        return translate(Message(text, mapping=holes), context=self.request)


def _rectangle(box, tall):
    left, top, right, bottom = box
    return {
        "x": round(left * ACROSS, 1),
        "y": round(top * ACROSS * tall, 1),
        "width": round((right - left) * ACROSS, 1),
        "height": round((bottom - top) * ACROSS * tall, 1),
    }
