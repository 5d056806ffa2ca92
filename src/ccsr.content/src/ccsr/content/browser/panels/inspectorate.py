"""Panels of the inspectorate."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser.listing import as_time
from ccsr.content.browser.panels.base import ListPanel
from ccsr.content.browser.panels.base import Panel
from ccsr.content.browser.panels.base import Row
from ccsr.content.interfaces import IReviewed
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class Lookup(Panel):
    """The way into the cross-reference."""

    index = ViewPageTemplateFile("templates/cross_reference.pt")
    is_wide = True

    def available(self):
        """Staff have it in the navigation; to the inspectorate it is the main thing."""
        return not self.may(permissions.UseQueue)


class Lately(ListPanel):
    """What was shared or concealed lately."""

    heading = _("panel_lately", default="Shared or concealed lately")
    empty = _(
        "panel_lately_empty",
        default="Nothing has been shared or concealed yet. CCSR shares what you issue after "
        "checking it.",
    )
    more = ("@@cross-reference", _("panel_lately_more", default="Look up a service"))

    def available(self):
        """Staff see it in the queue and the concealment register."""
        return not self.may(permissions.UseQueue)

    def rows(self):
        """Return the newest of both."""
        found = [*self.newest("shared_on"), *self.newest("concealed_on")]
        found.sort(key=lambda pair: pair[0], reverse=True)
        return [self.row(when, brain) for when, brain in found[: self.most]]

    def newest(self, name):
        """Return times and records of the newest by one of the two columns."""
        brains = self.find(
            object_provides=IReviewed.__identifier__,
            sort_on=name,
            sort_order="descending",
            sort_limit=self.most,
        )[: self.most]
        return [(as_time(getattr(brain, name)), brain) for brain in brains]

    def row(self, when, brain):
        """Return one thing with its kind and the day."""
        meta = (self.say(self.kind(brain.portal_type)), self.day(when))
        return Row(self.title(brain), brain.getURL(), meta, state=brain.review_state)
