"""Panel of those who confirm what conditions say."""

from ccsr.content import _
from ccsr.content.browser.panels.base import ListPanel
from ccsr.content.browser.panels.base import Row
from ccsr.content.browser.register.conditions_open import open_conditions


class Conditions(ListPanel):
    """Conditions whose values nobody has confirmed, the oldest first."""

    most = 5
    heading = _("panel_conditions", default="Conditions to confirm")
    empty = _("panel_conditions_empty", default="Every condition in force is confirmed.")
    more = ("@@conditions-to-confirm", _("panel_conditions_more", default="All of them"))

    def available(self):
        """Return whether there is one: a portal without conditions needs no panel."""
        return bool(self.found())

    def found(self):
        """Return their records."""
        return open_conditions(self)

    def rows(self):
        """Return the first of them, with the day on which each came."""
        return [
            Row(brain.Title, f"{brain.getURL()}/@@readings?list=1", (self.day(brain.created),))
            for brain in self.found()[: self.most]
        ]
