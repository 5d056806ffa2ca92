"""The page of a condition of registration."""

from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser.page import Page
from ccsr.content.content import confirmations
from ccsr.content.content import wordings
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.domain import dates


class ConditionView(Page):
    """A condition in its legal words."""

    schema = IRegistrationCondition

    @property
    def kind(self):
        """Return the legal kind in words."""
        return self.term("condition_kinds", self.context.kind)

    @property
    def text(self):
        """Return the lines of the text."""
        return display.lines(self.context.text)

    @property
    def ended(self):
        """Return the day on which it ended, in words; empty while it is in force."""
        removed = self.context.removed
        return self.day(removed) if dates.has_ended(removed, dates.today()) else ""

    @property
    def details(self):
        """Return what was read out of the text, and the dates."""
        return self.facts(
            "places",
            "age_from",
            "age_to",
            "gender",
            "needs",
            "due",
            "imposed",
            "varied",
            "removed",
        )

    @property
    def confirming(self):
        """Return whether all values are confirmed, and where to do so; None for other readers."""
        if not self.allowed(permissions.ConfirmConditions) or self.ended:
            return None
        return {
            "settled": confirmations.is_settled(self.context),
            "href": f"{self.context.absolute_url()}/@@readings",
        }

    @property
    def earlier(self):
        """Return what it said before it was varied, the last first."""
        said = [*wordings.wordings(self.context)]
        pairs = zip(said, said[1:], strict=False)
        return [
            {
                "lines": display.lines(one.text),
                "since": self.day(one.since or self.context.imposed),
                "until": self.day(after.since),
            }
            for one, after in reversed(list(pairs))
        ]

    @property
    def service(self):
        """Return the service that the condition binds."""
        return self.link_to(self.context.__parent__)
