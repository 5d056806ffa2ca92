"""The panel of what is due for review, waits for a second person, or is held too long."""

from ccsr.content import _
from ccsr.content.browser.panels.base import Panel
from ccsr.content.content import disposals
from ccsr.content.content import holds
from ccsr.content.services.retention import Reviews
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


TITLES = {
    "due": ("@@retention", _("panel_reviews_due", default="Reviews due")),
    "soon": ("@@retention?show=soon", _("panel_reviews_soon", default="Due within 90 days")),
    "waiting": (
        "@@disposals",
        _("panel_disposals", default="Disposals that wait for a second person"),
    ),
    "overdue": ("@@holds", _("panel_holds", default="Holds past their review")),
}


class RetentionPanel(Panel):
    """How much there is of each; the way to the pages also where there is nothing."""

    index = ViewPageTemplateFile("templates/retention.pt")

    @cached_property
    def numbers(self):
        """Return how many there are of each."""
        candidates = Reviews(self.today).candidates
        due = sum(one.is_due(self.today) for one in candidates)
        me = api.user.get_current().getId()
        return {
            "due": due,
            "soon": len(candidates) - due,
            "waiting": sum(one.by != me for one in disposals.waiting().values()),
            "overdue": sum(one.is_overdue(self.today) for one in holds.open_holds()),
        }

    def counts(self):
        """Return title, number and address of each that has any."""
        base = self.context.absolute_url()
        return [
            {"title": title, "count": self.numbers[name], "url": f"{base}/{path}"}
            for name, (path, title) in TITLES.items()
            if self.numbers[name]
        ]
