"""What an address of the reader asks for: a page, words, a box. Nothing in it can be wrong."""

from ccsr.content.domain import words
from ccsr.content.interfaces import IPages
from functools import cached_property


#: Digits of the largest number that is read.
MOST_DIGITS = 6


class Asked:
    """Mixed into a view of an ``IPaged``."""

    @cached_property
    def pages(self):
        """The text of each page."""
        return IPages(self.context).pages

    @cached_property
    def q(self):
        """The words to be marked."""
        return words.clean(self._given("q"))

    @cached_property
    def wanted(self):
        """The words as they were read, those that tell nothing left out."""
        return words.read(self.q).telling if self.q else ()

    @cached_property
    def box(self):
        """The box to be marked, in parts of the page, or None: left, top, right, bottom."""
        try:
            box = tuple(float(one) for one in self._given("box").split(","))
        except ValueError:
            return None
        is_on_page = len(box) == 4 and all(0 <= one <= 1 for one in box)
        return box if is_on_page and box[0] < box[2] and box[1] < box[3] else None

    @cached_property
    def number(self):
        """The number of the page, None where there is no such page."""
        given = self._given("page") or "1"
        is_number = given.isascii() and given.isdecimal() and len(given) <= MOST_DIGITS
        number = int(given) if is_number else 0
        return number if 1 <= number <= len(self.pages) else None

    def _given(self, name):
        given = self.request.form.get(name, "")
        return given.strip() if isinstance(given, str) else ""
