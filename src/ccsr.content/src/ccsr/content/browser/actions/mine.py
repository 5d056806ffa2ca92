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
        found = rows_by_group(self)
        return [{"id": name, "title": HEADINGS[name], "rows": found[name]} for name in found]


def rows_by_group(page):
    """Return what the reader of a ``Listing`` is to do: rows by the name of each group."""
    account = api.user.get_current().getId()
    found = rules.grouped(dues(owner=account), page.today)
    uids = {due.uid for some in found.values() for due in some}
    places = {one.UID: one.getURL() for one in page.find(UID=list(uids))} if uids else {}
    return {
        name: [_row(page, one, places.get(one.uid, "")) for one in some]
        for name, some in found.items()
        if some
    }


def _row(page, due, place):
    has_hour = isinstance(due.when, datetime)
    return {
        "title": title_in(page.language, due.title, due.title_cy),
        "url": f"{place}{due.at}",
        "kind": rules.KINDS.get(due.kind, due.kind),
        "when": display.moment(due.when, page.request) if has_hour else page.day(due.when),
        "late": max(0, (page.today - due.day).days),
        "is_today": due.day == page.today,
        "place": due.place,
        "is_everybodys": due.owner == rules.EVERYBODY,
    }
