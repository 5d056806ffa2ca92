"""``@@actions`` of an area: its agreed actions, what is overdue first."""

from ccsr.content import _
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.page import Action
from ccsr.content.content.actions import rows as actions
from ccsr.content.domain import actions as rules
from ccsr.content.domain.naming import alphabetic
from ccsr.content.interfaces import IFurtherActions
from functools import cached_property
from zope.interface import implementer


TABS = {
    rules.OPEN: _("actions_open", default="Open"),
    rules.OVERDUE: _("actions_overdue", default="Overdue"),
    rules.DONE: _("actions_done", default="Done"),
    rules.DROPPED: _("actions_dropped", default="Dropped"),
    rules.ALL: _("actions_all", default="All"),
}


class ActionsList(Listing):
    """The page."""

    page_title = _("actions_title", default="Agreed actions")

    @cached_property
    def all(self):
        """Return every action of the area that the reader may see."""
        return actions.rows(self.context)

    @property
    def filters(self):
        """Return the filters in force."""
        status = self.asked("status")
        return {"status": status if status in TABS else "", "owner": self.asked("owner")}

    @property
    def tab(self):
        """Return which are shown."""
        return self.filters["status"] or rules.OPEN

    @cached_property
    def shown(self):
        """Return the rows of the page."""
        found = rules.shown(self.all, self.tab, self.filters["owner"], self.today)
        return self.batch(found)

    def tabs(self):
        """Return the kinds, each with its number."""
        counts = rules.counts(self.all, self.filters["owner"], self.today)
        return [
            {
                "title": title,
                "count": counts[which],
                "url": self.address(status=which),
                "is_current": which == self.tab,
            }
            for which, title in TABS.items()
        ]

    def owners(self):
        """Return id and name of the accounts that own an action here."""
        ids = {row.owner for row in self.all} - {""}
        return sorted(
            ((id, self.person(id)) for id in ids),
            key=lambda pair: alphabetic(pair[1], self.language),
        )

    def row(self, row):
        """Return what the page shows of one."""
        return {
            "title": row.title,
            "url": row.url,
            "owner": self.person(row.owner) if row.owner else row.owner_name,
            "due": self.day(row.due),
            "late": row.days_late(self.today) if row.is_overdue(self.today) else 0,
            "status": self.term("action_statuses", row.status),
            "is_open": row.status == rules.OPEN,
        }

    def may_add(self):
        """Return whether the reader may agree another."""
        return any(fti.getId() == "AgreedAction" for fti in self.context.allowedContentTypes())


@implementer(IFurtherActions)
class ToActions:
    """The way from an area to its actions, for the area's page."""

    def __init__(self, area):
        self.area = area

    def actions(self):
        """Yield the link."""
        yield Action("actions", ActionsList.page_title, f"{self.area.absolute_url()}/@@actions")
