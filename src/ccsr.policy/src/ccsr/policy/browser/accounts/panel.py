"""Administrators' home: what waits to be done about accounts, and the way there."""

from ccsr.content.browser.panels.base import Panel
from ccsr.policy import _
from ccsr.policy.accounts import people
from ccsr.policy.domain import access_review
from ccsr.policy.domain import accounts as rules
from collections import Counter
from datetime import datetime
from datetime import UTC
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


#: States that somebody may want to do something about.
SHOWN = (rules.INVITED, rules.EXPIRED)
ALL = _("panel_accounts_all", default="Accounts")
REVIEW = _("panel_accounts_due", default="Due for the access review")


class AccountsPanel(Panel):
    """How many accounts there are, and how many of them wait for something."""

    index = ViewPageTemplateFile("templates/accounts_panel.pt")

    def rows(self):
        """Yield words, number and address of each group of accounts."""
        everyone, now = people.outlines(), datetime.now(UTC)
        counts = Counter(rules.state(one, now).token for one in everyone)
        yield self.row(ALL, len(everyone), "@@accounts")
        for state in SHOWN:
            if counts[state.token]:
                yield self.row(state.title, counts[state.token], f"@@accounts?state={state.token}")
        due = access_review.summary(everyone, now).due
        if due:
            yield self.row(REVIEW, due, "@@access-review")

    def row(self, title, count, path):
        """Return one line."""
        return {"title": title, "count": count, "url": f"{self.context.absolute_url()}/{path}"}
