"""``@@shortlist?id=``: the services of a shortlist, each with facts and the reader's note.

The page is one form: whatever is asked for, the notes that were typed are saved with it.
"""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.shortlists.base import RESTORED
from ccsr.content.browser.shortlists.base import ShortlistsPage
from ccsr.content.browser.sidebyside.compare import MOST
from ccsr.content.browser.sidebyside.facts import Side
from ccsr.content.domain import shortlists as rules
from ccsr.content.services.shortlists import seen
from ccsr.content.services.shortlists import seen_of
from functools import cached_property
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


SAVED = _("shortlist_saved", default="Saved.")
GONE = _("shortlist_entry_gone", default="The service cannot be brought back any more.")
TOO_FEW = _("shortlist_tick_more", default="Tick two to four services to compare them.")
TOO_MANY = _("shortlist_tick_fewer", default="Four services are compared at most. Tick fewer.")
MOVED = _("shortlist_moved", default="“${name}” is number ${place} of ${count} now.")

#: Names of the fields that belong to a service; its UID follows.
NOTE, KNOWN = "note-", "known-"


class Kept(Side):
    """A service on a shortlist: its facts, and what the reader wrote."""

    def __init__(self, view, brain, entry, place):
        super().__init__(view, brain)
        self.entry = entry
        self.place_on_list = place

    @property
    def error(self):
        """Return why the note was not saved; None where it was."""
        return self.view.errors.get(self.uid)

    @property
    def note(self):
        """Return the note, or what was typed and refused."""
        return self.view.text(NOTE + self.uid) if self.error else self.entry.note

    @property
    def known(self):
        """Return which note whoever writes now has before them."""
        return rules.version(self.entry.note)

    @property
    def lines(self):
        """Return the lines of the note that is kept, for paper."""
        return display.lines(self.entry.note)

    @property
    def is_ticked(self):
        """Return whether it is to be compared."""
        return self.uid in self.view.ticked

    @property
    def last_two(self):
        """Return day, address and grades of the last two inspections."""
        return [
            {"day": self.view.day(one.day), "url": one.url, "grades": self.grades(one)}
            for one in self.reports
        ]


class ShortlistPage(ShortlistsPage):
    """The page."""

    page = ViewPageTemplateFile("templates/shortlist.pt")

    def __call__(self):
        """Show the list, or do what was asked and show it anew."""
        self.errors, self.leftover = {}, []
        if self.request.method != "POST":
            self.shortlist = self._asked_for()
            return self.page()
        CheckAuthenticator(self.request)
        # The list may have been deleted in another window while notes were typed.
        self.shortlist = self.store.get(self.asked("id"))
        self.leftover = self._left_over()
        if self.shortlist is None:
            return self.page() if self.leftover else self.leave(self.url("shortlist"))
        self._write_notes()
        # What is asked for waits until no note is refused, so that none is lost by it.
        return self.page() if self.errors or self.leftover else self._act()

    def _asked_for(self):
        """Return the list that is asked for, the oldest where none is; None where there is none."""
        id = self.asked("id")
        return self.own(id) if id else next(iter(self.store.all()), None)

    def _left_over(self):
        """Return what was typed about services that the reader does not see on the list.

        Those that were taken off and those that were hidden meanwhile are alike.
        """
        names = [one for one in self.request.form if one.startswith(NOTE)]
        uids = [name.removeprefix(NOTE) for name in names]
        return [self.text(NOTE + uid) for uid in uids if uid not in self.known and self._typed(uid)]

    def _typed(self, uid):
        text = self.text(NOTE + uid).strip()
        return text and rules.version(text.replace("\r\n", "\n")) != self.text(KNOWN + uid)

    # -- what the reader asks for

    def _write_notes(self):
        """Keep each note that was typed and that no rule refuses."""
        after = self.shortlist
        # Also of what was hidden while the note was typed: it comes back with it.
        for uid in (one.uid for one in self.shortlist.entries):
            if NOTE + uid not in self.request.form:
                continue
            try:
                note, known = self.text(NOTE + uid), self.text(KNOWN + uid)
                after = rules.write(after, uid, note, known or None)
            except rules.NotKept as error:
                self.errors |= {uid: error.message} if uid in self.known else {}
        self._put(after)

    def _put(self, shortlist):
        if shortlist != self.shortlist:
            self.store.put(shortlist)
            self.shortlist = shortlist

    def _act(self):
        for name in ("up", "down", "remove", "restore", "save"):
            uid = self.asked(name)
            if uid:
                return getattr(self, name)(uid)
        return self.compare() if self.asked("compare") else self._show(SAVED)

    def _show(self, message=None, fragment="", **about):
        """Go to the page anew, and say something there."""
        query = about.pop("query", {})
        if message:
            self.tell(message, **about)
        asked = {"id": self.shortlist.id, "uid": self.ticked, **query}
        return self.leave(self.url("shortlist", fragment, **asked))

    def save(self, uid):
        """Notes are saved by now; go back to the one that was written."""
        return self._show(SAVED, f"note-{uid}" if uid in self.known else "")

    def up(self, uid):
        """Move a service before the one above it."""
        return self._move(uid, -1, "up")

    def down(self, uid):
        """Move a service behind the one below it."""
        return self._move(uid, 1, "down")

    def _move(self, uid, step, way):
        self._put(rules.move(self.shortlist, uid, step, self.known))
        order = [one.uid for one in self.shortlist.entries if one.uid in self.known]
        if uid not in order:
            return self._show()
        place = order.index(uid)
        # The button goes on having the focus; at an end it is the other one.
        ends = {"up": 0, "down": len(order) - 1}
        other = {"up": "down", "down": "up"}
        fragment = f"{other[way] if place == ends[way] else way}-{uid}"
        about = {"name": self.title(self.known[uid]), "place": str(place + 1)}
        return self._show(MOVED, fragment, count=str(len(order)), **about)

    def remove(self, uid):
        """Take a service off; the next page offers to bring it back."""
        if uid in self.known and self.shortlist.entry(uid):
            self._put(rules.remove(self.shortlist, uid))
            return self._show(query={"removed": uid}, fragment="shortlist-restore")
        return self._show()

    def restore(self, uid):
        """Bring back what was taken off last, where it stood and with its note."""
        if not self.shortlist.lost(uid) or uid not in seen([uid]):
            return self._show(GONE)
        self._put(rules.bring_back(self.shortlist, uid))
        return self._show(RESTORED, f"note-{uid}", name=self.title(seen([uid])[uid]))

    def compare(self):
        """Go to the comparison of what is ticked."""
        if 2 <= len(self.ticked) <= MOST:
            return self.leave(self.url("compare-services", uid=self.ticked))
        return self._show(TOO_FEW if len(self.ticked) < MOST else TOO_MANY, kind="error")

    # -- what the page shows

    @cached_property
    def known(self):
        """Return the records of its services that the reader may see, by UID."""
        return seen_of([self.shortlist]) if self.shortlist else {}

    @cached_property
    def ticked(self):
        """Return the UIDs of its services that are ticked, in the order of the list."""
        asked = self.several("uid")
        return [
            one.uid for one in self.shortlist.entries if one.uid in asked and one.uid in self.known
        ]

    @property
    def page_title(self):
        """Return the name of the list."""
        return self.shortlist.name if self.shortlist else self.first_name()

    @cached_property
    def services(self):
        """Return the services that the reader may see, in their order."""
        entries = self.shortlist.entries if self.shortlist else ()
        shown = [one for one in entries if one.uid in self.known]
        return [Kept(self, self.known[one.uid], one, n) for n, one in enumerate(shown, 1)]

    @property
    def removed(self):
        """Return UID and name of what was just taken off, if the reader may see it still."""
        uid = self.asked("removed")
        if not (uid and self.shortlist and self.shortlist.lost(uid)):
            return None
        brain = seen([uid]).get(uid)
        return brain and {"uid": uid, "title": self.title(brain)}

    @property
    def others(self):
        """Return the reader's other lists."""
        own = self.shortlist and self.shortlist.id
        return [one for one in self.store.all() if one.id != own]

    @property
    def made_on(self):
        """Return the day of the page, for paper."""
        return self.day(self.today)
