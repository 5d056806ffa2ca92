"""``@@conditions-to-confirm``: conditions in force whose values an officer has still to confirm."""

from ccsr.content import _
from ccsr.content.browser.listing import Listing
from ccsr.content.content import confirmations
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.domain.naming import title_in


def open_conditions(view):
    """Return the records of the conditions to confirm that the reader may see, oldest first."""
    return view.find(
        object_provides=IRegistrationCondition.__identifier__,
        condition_open=True,
        sort_on="created",
    )


class OpenConditions(Listing):
    """The page: the oldest first, each with how many values were read."""

    page_title = _("conditions_open_title", default="Conditions to confirm")

    def update(self):
        """Return the batch that was asked for."""
        self.shown = self.batch(open_conditions(self))
        return self.shown

    def rows(self):
        """Return the rows of the shown batch.

        Only these are woken: what was read depends on their whole text.
        """
        return [self.row(brain.getObject()) for brain in self.shown]

    def row(self, condition):
        """Return how one condition stands."""
        service = condition.__parent__
        found = confirmations.rows(condition)
        return {
            "title": condition.title,
            "url": f"{condition.absolute_url()}/@@readings?list=1",
            "kind": self.term("condition_kinds", condition.kind),
            "service": title_in(self.language, service.title, service.title_cy),
            "service_url": service.absolute_url(),
            "read": sum(row.proposal is not None for row in found),
            "confirmed": sum(row.state == confirmations.CONFIRMED for row in found),
            "total": len(found),
        }
