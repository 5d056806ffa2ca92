"""What the page of redaction shows: the page with its marks, suggestions, what is told."""

from ccsr.content import permissions
from ccsr.content.browser.listing import several
from ccsr.content.browser.redaction import marking
from ccsr.content.browser.redaction import said
from ccsr.content.browser.redaction.made import Made
from ccsr.content.browser.redaction.told import fields_that_say
from ccsr.content.content import layers
from ccsr.content.content import openings
from ccsr.content.content import redaction
from ccsr.content.content.redaction_reasons import reasons
from ccsr.content.domain.redaction import covering
from ccsr.content.domain.redaction import proof
from ccsr.content.domain.redaction.marks import by_page
from ccsr.content.domain.redaction.marks import phrases
from ccsr.content.interfaces import IPages
from collections import Counter
from functools import cached_property
from itertools import groupby
from plone import api
from plone.uuid.interfaces import IUUID
from urllib.parse import urlencode


#: Coordinates of the picture are thousandths of the page's width.
ACROSS = 1000
#: Marked pages that the preview shows; the others are a click away.
MOST_PREVIEWED = 40


class Shown(Made):
    """Mixed into the page; asks nothing of the request but what it is about."""

    # -- the document -------------------------------------------------------------

    @cached_property
    def sizes(self):
        """Width and height of each page, in points."""
        return layers.sizes(self.context)

    @property
    def count(self):
        """Return the number of pages."""
        return len(self.sizes)

    @cached_property
    def number(self):
        """The number of the page that is looked at."""
        asked = self.asked("page")
        number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
        return min(max(number, 1), self.count)

    @cached_property
    def words(self):
        """The words of all pages."""
        return redaction.words(self.context)

    def words_of(self, number):
        """Return the words of a page."""
        return layers.words(self.context, number)

    @property
    def view(self):
        """Return which part of the work is asked for."""
        asked = self.asked("view")
        return asked if asked in ("suggestions", "preview") else "mark"

    def place(self, number=None, view=""):
        """Return the address of this page with a page and a part of the work."""
        view = view if view in ("suggestions", "preview") else ""
        query = {name: value for name, value in (("page", number), ("view", view)) if value}
        base = f"{self.context.absolute_url()}/@@redact"
        return f"{base}?{urlencode(query)}" if query else base

    @property
    def resources(self):
        """Return where style and script are."""
        return f"{api.portal.get().absolute_url()}/++plone++ccsr.content"

    @cached_property
    def opening(self):
        """The sign that this opening is on record, for the pictures."""
        return openings.sign(self.context, api.user.get_current().getId())

    # -- one page -----------------------------------------------------------------

    def picture(self, number):
        """Return address and size of a page's picture, in its own coordinates."""
        width, height = self.sizes[number - 1]
        query = urlencode({"page": number, "width": layers.PAGE, "opening": self.opening})
        return {
            "number": number,
            "src": f"{self.context.absolute_url()}/@@read-picture?{query}",
            "width": ACROSS,
            "height": round(ACROSS * height / (width or 1), 1),
        }

    def boxes(self, number):
        """Return the marks of a page as they stand on its picture."""
        high = self.picture(number)["height"]
        return [
            {**_rectangle(box, high), "title": self.text_of(mark)}
            for mark in self.pages_marked.get(number, ())
            for box in mark.boxes
        ]

    def covered(self, number):
        """Return what will be black on a page."""
        high = self.picture(number)["height"]
        marks = self.pages_marked[number]
        return [
            _rectangle(box, high) for box in covering.painted(self.words.get(number, ()), marks)
        ]

    @cached_property
    def page_words(self):
        """The words of this page with their rectangles."""
        high = self.picture(self.number)["height"]
        return [
            {**_rectangle(covering.box_of(word), high), "at": at, "text": word.text}
            for at, word in enumerate(self.words_of(self.number))
        ]

    @cached_property
    def rows(self):
        """The same line by line."""
        return [
            {"number": number, "words": [self.page_words[at] for at in row]}
            for number, row in enumerate(marking.rows(self.words_of(self.number)))
        ]

    # -- marks and suggestions ------------------------------------------------------

    @cached_property
    def marks(self):
        """Every mark, ready to show."""
        return [
            {
                "id": mark.id,
                "page": mark.page,
                "href": self.place(mark.page),
                "text": self.text_of(mark),
                "reason": self.reasons.get(mark.reason, mark.reason),
                "note": mark.note,
                "by": self.person(mark.by),
                "when": self.moment(mark.at),
                "rule": said.RULES.get(mark.rule, ""),
                "stays": redaction.is_applied(self.context, mark)
                and not self.may(permissions.ViewOriginal),
            }
            for mark in redaction.marks(self.context)
        ]

    def text_of(self, mark):
        """Return what a mark says, as far as the reader may know it."""
        return self.say(said.GONE if self.hides(mark) else mark.text or said.DRAWN)

    @property
    def can_unmark(self):
        """Return whether any mark can be taken away."""
        return any(not mark["stays"] for mark in self.marks)

    def reason_for(self, phrase):
        """Return the reason for which a phrase, or what holds it, is marked elsewhere."""
        found = [mark.reason for mark in redaction.marks(self.context) if phrase in mark.text]
        return found[0] if found else ""

    def hides(self, mark):
        """Return whether the reader may not know what a mark removed."""
        is_gone = self.is_redacted and redaction.is_applied(self.context, mark)
        return is_gone and not self.may(permissions.ViewOriginal)

    @cached_property
    def pages_marked(self):
        """The marks by page."""
        return by_page(redaction.marks(self.context))

    @property
    def previewed(self):
        """Return the first marked pages."""
        return sorted(self.pages_marked)[:MOST_PREVIEWED]

    @property
    def not_previewed(self):
        """Return how many more there are."""
        return max(len(self.pages_marked) - MOST_PREVIEWED, 0)

    @cached_property
    def proposed(self):
        """All that the rules propose, by rule."""
        return sorted(marking.suggested(self.context, self.words), key=lambda one: one.rule)

    @cached_property
    def suggested(self):
        """The part of it that is shown at a time."""
        return self.batch(self.proposed)

    @property
    def suggestions(self):
        """Return what the batch holds, with how many each rule proposes in all."""
        counts = Counter(one.rule for one in self.proposed)
        return [
            {"rule": rule, "title": said.RULES[rule], "rows": list(some), "count": counts[rule]}
            for rule, some in groupby(self.suggested, key=lambda one: one.rule)
        ]

    @property
    def has_rejected(self):
        """Return whether something is proposed no more."""
        stored = redaction.kept(self.context)
        return bool(stored and stored.rejected)

    @cached_property
    def can_undo(self):
        """Whether the last change of the marks can be taken back."""
        return redaction.can_undo(self.context, self.may(permissions.ViewOriginal))

    @cached_property
    def reasons(self):
        """The reasons by token."""
        return reasons(self.language)

    # -- what is told -----------------------------------------------------------------

    @cached_property
    def known_phrases(self):
        """What the marks say, as far as the reader may know it."""
        return phrases(mark for mark in redaction.marks(self.context) if not self.hides(mark))

    @property
    def elsewhere(self):
        """Return what is marked in one place and stands unmarked in another."""
        left = {number: self.unmarked(number) for number in self.words}
        return proof.elsewhere(self.known_phrases, left)

    def unmarked(self, number):
        """Return the words of a page that stay."""
        words = self.words[number]
        gone = covering.touched(words, self.pages_marked.get(number, ()))
        return [word for at, word in enumerate(words) if at not in gone]

    @property
    def fields(self):
        """Return the fields that say something that is marked."""
        return fields_that_say(self.context, self.known_phrases)

    @property
    def same_file(self):
        """Return where else the reader sees the file that came: it is not redacted there."""
        digest = redaction.original_digest(self.context) or IPages(self.context).digest
        own = IUUID(self.context)
        return [
            {"title": self.title(brain), "href": brain.getURL()}
            for brain in self.find(file_digest=digest)
            if own != brain.UID
        ]

    def many(self, name):
        """Return all values of a parameter."""
        return several(self.request, name)


def _rectangle(box, high):
    left, top, right, bottom = box
    return {
        "x": round(left * ACROSS, 1),
        "y": round(top * high, 1),
        "width": round((right - left) * ACROSS, 1),
        "height": round((bottom - top) * high, 1),
    }
