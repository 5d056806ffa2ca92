"""``@@mine``: all that is the reader's to do, of every kind, by when it is due."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.listing import Listing
from ccsr.content.content.dues import dues
from ccsr.content.domain import dues as rules
from ccsr.content.domain.naming import title_in
from datetime import datetime
from functools import cached_property
from plone import api


HEADINGS = {
    rules.OVERDUE: _("mine_overdue", default="Overdue"),
    rules.THIS_WEEK: _("mine_week", default="In the next seven days"),
    rules.LATER: _("mine_later", default="Later"),
}


class Mine(Listing):
    """The page."""

    page_title = _("mine_title", default="What is yours to do")

    @cached_property
    def groups(self):
        """Return the groups that hold something, each with its rows."""
        account = api.user.get_current().getId()
        found = rules.grouped(dues(owner=account), self.today)
        self.places = self._places({due.uid for some in found.values() for due in some})
        return [
            {"id": name, "title": HEADINGS[name], "rows": [self._row(one) for one in some]}
            for name, some in found.items()
            if some
        ]

    def _places(self, uids):
        """Return the addresses of things by UID."""
        return {one.UID: one.getURL() for one in self.find(UID=list(uids))} if uids else {}

    def _row(self, due):
        has_hour = isinstance(due.when, datetime)
        return {
            "title": title_in(self.language, due.title, due.title_cy),
            "url": f"{self.places.get(due.uid, '')}{due.at}",
            "kind": rules.KINDS.get(due.kind, due.kind),
            "when": display.moment(due.when, self.request) if has_hour else self.day(due.when),
            "late": max(0, (self.today - due.day).days),
            "is_today": due.day == self.today,
            "place": due.place,
            "is_everybodys": due.owner == rules.EVERYBODY,
        }
