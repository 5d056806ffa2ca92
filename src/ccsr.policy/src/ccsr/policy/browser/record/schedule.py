"""``@@record-schedule``: for how long the record is kept."""

from ccsr.content.noted import note
from ccsr.policy import _
from ccsr.policy.browser.record.words import GROUPS
from ccsr.policy.domain import record
from ccsr.policy.domain.record_keep import LONGEST
from ccsr.policy.domain.record_keep import SHORTEST
from ccsr.policy.record import keeping
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView


BAD = _(
    "record_days_bad",
    default="Give a whole number of days from ${least} to ${most}.",
    mapping={"least": str(SHORTEST), "most": str(LONGEST)},
)
SAVED = _("record_days_saved", default="The schedule is saved.")


class Schedule(BrowserView):
    """A number of days for each group of kinds."""

    page_title = _("record_schedule_title", default="How long the record is kept")

    def __call__(self):
        """Show the form, or save what was sent."""
        self.wrong = {}
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self.save():
                return self.request.response.redirect(f"{self.context.absolute_url()}/@@record")
        return self.index()

    def save(self):
        """Save the days, or note which are none; return whether they are saved."""
        typed = {group: str(self.request.form.get(group, "")).strip() for group in GROUPS}
        self.wrong = {group: BAD for group, text in typed.items() if not _is_good(text)}
        if self.wrong:
            return False
        before = keeping.days()
        after = {group: int(text) for group, text in typed.items()}
        if after != before:
            keeping.keep(after)
            changed = [f"record.{group}" for group in after if after[group] != before[group]]
            note("settings-changed", settings=changed, before=before, after=after)
        api.portal.show_message(SAVED, self.request)
        return True

    def groups(self):
        """Return a field for each group."""
        days = keeping.days()
        for group, title in GROUPS.items():
            value = self.request.form.get(group, days[group])
            yield {"id": group, "title": title, "value": value, "wrong": self.wrong.get(group)}

    def due(self):
        """Return how many lines are past their time now."""
        return keeping.due(record.now())


def _is_good(text):
    return text.isdecimal() and SHORTEST <= int(text) <= LONGEST
