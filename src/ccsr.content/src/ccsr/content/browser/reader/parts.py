"""What the page of the reader asks for by and by: pictures, words, where something stands."""

from ccsr.content.browser.files import Scanned
from ccsr.content.browser.reader.asked import Asked
from ccsr.content.content import layering
from ccsr.content.content import layers
from ccsr.content.content import openings
from ccsr.content.domain.lines import lines
from ccsr.content.domain.lines import Sought
from ccsr.content.domain.uploads import UnsuitableFile
from ccsr.content.interfaces import IPages
from ccsr.content.interfaces import IPartOfOpening
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.i18n import translate
from zope.interface import implementer

import json


#: Places after the point of a part of a page: a hundredth of a millimetre.
PLACES = 5


class Answer(Asked, BrowserView):
    """Answers with a part; 404 without a file, 503 with a sentence for one it cannot open."""

    def __call__(self):
        """Return the part."""
        if not self.context.file:
            raise NotFound(self.__name__)
        try:
            return self.part()
        except UnsuitableFile as error:
            self.request.response.setStatus(503)
            self._is("text/plain; charset=utf-8")
            return translate(error.message, context=self.request)

    def _is(self, kind):
        self.request.response.setHeader("Content-Type", kind)

    def json(self, told):
        """Return an answer in JSON."""
        self._is("application/json")
        return json.dumps(told, ensure_ascii=False)


@implementer(IPartOfOpening)
class Part(Scanned, Answer):
    """A part of what was opened; refused as the file is until it is scanned."""

    @property
    def is_told(self):
        """Return whether the opening that it follows is on record."""
        account = api.user.get_current().getId() or ""
        return openings.is_signed(self._given("opening"), self.context, account)

    @property
    def numbered(self):
        """Return the number of the page; 404 where there is no such page."""
        if self.number is None:
            raise NotFound(self.__name__)
        return self.number


class Picture(Part):
    """``@@read-picture?page=&width=``: a page as WebP."""

    def part(self):
        """Return the picture, or 304 where the reader has it."""
        width = self._given("width") or str(layers.PAGE)
        if width not in WIDTHS:
            raise NotFound(self.__name__)
        tag = f'"{IPages(self.context).digest[:32]}-{self.numbered}-{width}"'
        self.request.response.setHeader("ETag", tag)
        if tag in self.request.getHeader("If-None-Match", ""):
            self.request.response.setStatus(304)
            return b""
        self._is("image/webp")
        return layers.picture(self.context, self.number, int(width))


WIDTHS = frozenset(str(width) for width in layers.WIDTHS)


class PageWords(Part):
    """``@@read-words?page=&q=``: the lines of a page, and where the words stand on it.

    ``{"lines": [[text, left, top, right, bottom]], "marks": [[[left, top, right, bottom]]]}``
    in parts of the page; a mark has a box for each line that it stands on.
    """

    def part(self):
        """Return it in JSON."""
        found = layers.words(self.context, self.numbered)
        marks = Sought(self.pages, self.wanted).marks(found) if self.wanted else []
        return self.json(
            {
                "lines": [[line.text, *rounded(line.box)] for line in lines(found)],
                "marks": [[rounded(box) for box in mark] for mark in marks],
            }
        )


class Places(Part):
    """``@@read-find?q=``: on which pages words stand, and how often.

    ``{"pages": [[number, count]], "total": count}``.
    """

    def part(self):
        """Return it in JSON."""
        counts = Sought(self.pages, self.wanted).counts() if self.wanted else {}
        return self.json({"pages": [*counts.items()], "total": sum(counts.values())})


class Keep(Part):
    """``@@read-keep`` (POST): the pictures are kept from now on, for whoever comes next."""

    def part(self):
        """Ask for it; nobody waits."""
        if self.request.method != "POST":
            raise NotFound(self.__name__)
        CheckAuthenticator(self.request)
        layering.ask(self.context)
        self.request.response.setStatus(204)
        return b""


def rounded(box):
    """Return a box for an answer."""
    return [round(one, PLACES) for one in box]
