"""The panel of the home page with what is the reader's to do now."""

from ccsr.content import _
from ccsr.content.browser.actions.mine import rows_by_group
from ccsr.content.browser.panels.base import ListPanel
from ccsr.content.browser.panels.base import Row
from ccsr.content.domain import dues as rules
from functools import cached_property


LATE = _("panel_mine_late", default="Overdue")


class MinePanel(ListPanel):
    """What is overdue or due within seven days; nothing where nothing is."""

    heading = _("mine_title", default="What is yours to do")
    empty = _("panel_mine_empty", default="Nothing is due in the next seven days.")
    more = ("@@mine", _("panel_mine_more", default="All that is yours to do"))

    def available(self):
        """Return whether something is."""
        return bool(self.found)

    @cached_property
    def found(self):
        """Return what is near, what is overdue first."""
        groups = rows_by_group(self)
        near = (rules.OVERDUE, rules.THIS_WEEK)
        return [(name, row) for name in near for row in groups.get(name, ())]

    def rows(self):
        """Return the first of them."""
        return [self.row(*pair) for pair in self.found[: self.most]]

    def row(self, group, row):
        """Return one of them: when it is due and what it is."""
        flag = ("late", self.say(LATE)) if group == rules.OVERDUE else None
        return Row(row["title"], row["url"], (row["when"], self.say(row["kind"])), flag=flag)
