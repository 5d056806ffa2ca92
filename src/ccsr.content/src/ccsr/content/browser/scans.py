"""What a page says of a document that is scanned: how much is read, how surely, what is not."""

from ccsr.content.browser import display
from ccsr.content.browser.page import Page
from ccsr.content.domain.ocr import program
from ccsr.content.interfaces import IPages
from functools import cached_property
from html import escape
from Products.CMFCore.permissions import ManagePortal
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from statistics import fmean


class ScanPart(Page):
    """``scan-part`` of what has pages: the sentences; nothing where every page has its own text."""

    index = ViewPageTemplateFile("templates/scan_part.pt")

    def __call__(self):
        """Return the part of the page."""
        return self.index() if self.waiting or self.looked_at else ""

    @cached_property
    def count(self):
        """How many pages there are."""
        return len(IPages(self.context).pages)

    @cached_property
    def waiting(self):
        """How many pages wait to be read."""
        return len(IPages(self.context).unread)

    @cached_property
    def looked_at(self):
        """How sure the machine was of each page that it has looked at, in per cent."""
        sure = map(IPages(self.context).confidence, range(1, self.count + 1))
        return [one for one in sure if one is not None]

    @property
    def read(self):
        """How many pages were read."""
        return sum(one > 0 for one in self.looked_at)

    @property
    def failed(self):
        """How many pages show something of which nothing could be read."""
        return len(self.looked_at) - self.read

    @property
    def sure(self):
        """How sure the machine was on average."""
        return round(fmean(one for one in self.looked_at if one > 0))

    @property
    def can_read(self):
        """Return whether there is what reads pictures."""
        return bool(program.languages())

    @property
    def missing(self):
        """Return what an administrator is to install, '' for everybody else."""
        return ", ".join(program.missing()) if self.allowed(ManagePortal) else ""


def lines(text, doubtful):
    """Return the lines of a text as HTML, with the words at these places marked as doubtful."""
    if not doubtful:
        return [escape(line) for line in display.lines(text)]
    marked, place = [], 0
    for line in display.lines(text):
        words = line.split()
        marked.append(" ".join(_word(one, place + n in doubtful) for n, one in enumerate(words)))
        place += len(words)
    return marked


def _word(word, is_doubtful):
    plain = escape(word)
    return f'<span class="ccsr-doubtful">{plain}</span>' if is_doubtful else plain
