"""Panels of liaison: what waits for the inspectorate, and how CCSR stands with its own items."""

from ccsr.content import _
from ccsr.content.browser.panels.base import ListPanel
from ccsr.content.browser.panels.base import Row
from ccsr.content.content import liaison_rows
from ccsr.content.domain import liaison
from ccsr.content.domain import liaison_list
from zope.i18nmessageid import Message


DAYS = _("panel_liaison_days", default="waiting, in days: ${days}")
COUNT = _("panel_liaison_count", default="items: ${count}")
OLDEST = _("panel_liaison_oldest", default="the oldest waits, in days: ${days}")


class Waits(ListPanel):
    """What the inspectorate has to acknowledge or answer."""

    heading = _("panel_waits", default="Waiting for you")
    empty = _("panel_waits_empty", default="Nothing waits for your answer.")
    more = ("@@cross-reference", _("panel_waits_more", default="Acknowledge and answer"))

    def rows(self):
        """Return what waits, the longest first."""
        found = liaison_rows.rows(self.language, review_state=list(liaison.WITH_INSPECTORATE))
        chosen = liaison_list.of_tab(found, liaison_list.ALL_OPEN)
        return [self.row(one) for one in chosen[: self.most]]

    def row(self, one):
        """Return one item: its kind and how long it waits."""
        days = self.say(Message(DAYS, mapping={"days": str(one.days)}))
        return Row(
            one.title, one.url, (self.say(self.term("liaison_kinds", one.kind)), days), one.state
        )


class Counts(ListPanel):
    """How many items are in each open state."""

    heading = _("panel_liaison", default="Liaison")
    empty = _("panel_liaison_empty", default="No item is open.")
    more = ("@@liaison", _("panel_liaison_more", default="All items"))

    def rows(self):
        """Return a row of each open state that has items."""
        found = liaison_rows.rows(review_state=list(liaison.OPEN))
        by_state = [(state, liaison_list.of_tab(found, state)) for state in liaison.OPEN]
        return [self.row(state, rows) for state, rows in by_state if rows]

    def row(self, state, rows):
        """Return one state: how many, and how long the oldest waits."""
        told = (
            Message(COUNT, mapping={"count": str(len(rows))}),
            Message(OLDEST, mapping={"days": str(rows[0].days)}),
        )
        url = f"{self.context.absolute_url()}/@@liaison?state={state}"
        return Row(self.say(self.state(state)), url, tuple(self.say(one) for one in told))
