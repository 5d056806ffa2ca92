"""The part of a service's page that shows its open discrepancies, to those who cross-reference."""

from ccsr.content.browser.liaison.discrepancy_words import said
from ccsr.content.browser.listing import Listing
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.domain import discrepancies as rules
from ccsr.content.domain import liaison
from plone.uuid.interfaces import IUUID
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class OpenDiscrepancies(Listing):
    """The part; empty where nothing is open that the reader may see."""

    index = ViewPageTemplateFile("templates/discrepancies_part.pt")

    def __call__(self):
        """Return the markup."""
        self.shown = self.rows()
        return self.index() if self.shown else ""

    def rows(self):
        """Return the open discrepancies in the order of the rules.

        They are few, and both sides are kept on the item alone, so they are woken.
        """
        found = self.find(
            liaison_kind="discrepancy",
            liaison_service=IUUID(self.context),
            review_state=list(liaison.OPEN),
        )
        order = list(rules.BY_TOKEN)
        items = [(brain, brain.getObject()) for brain in found]
        items = [pair for pair in items if pair[1].rule in rules.BY_TOKEN]
        items.sort(key=lambda pair: (order.index(pair[1].rule), pair[1].condition or ""))
        return [self.row(brain, item) for brain, item in items]

    def row(self, brain, item):
        """Return one with both sides in words."""
        rule = rules.BY_TOKEN[item.rule]
        return {
            "title": rule.title,
            "sentence": rule.sentence,
            "url": brain.getURL(),
            "state": self.state(brain.review_state),
            "since": self.day(brain.created),
            "registered": said(self, rule.registered, item.registered),
            "claimed": said(self, rule.claimed, item.claimed),
            "condition": self.condition(item.condition),
        }

    def condition(self, uid):
        """Return the condition concerned, None where it is none."""
        found = (
            self.find(UID=uid, object_provides=IRegistrationCondition.__identifier__) if uid else ()
        )
        return {"title": found[0].Title, "url": found[0].getURL()} if found else None
