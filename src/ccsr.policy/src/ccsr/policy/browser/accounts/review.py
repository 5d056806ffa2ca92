"""``@@access-review``: once a year somebody looks at every account, and keeps or disables it."""

from ccsr.content.noted import note
from ccsr.policy import _
from ccsr.policy.accounts import acting
from ccsr.policy.accounts import standing
from ccsr.policy.browser.accounts.list import AccountsPage
from ccsr.policy.browser.accounts.list import csv_answer
from ccsr.policy.domain import access_review
from ccsr.policy.domain import accounts as rules
from plone.memoize.view import memoize
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zope.i18nmessageid import Message


FILE_NAME = _("review_file_name", default="Access review ${day}")
REASON = _("review_reason", default="Access review")
SAVED = _("review_saved", default="Saved. Kept: ${kept}. Disabled: ${disabled}.")
NOTHING = _("review_nothing", default="Nothing was decided. Choose for each account, then save.")
REFUSED = _("review_refused", default="${name} was not disabled. ${reason}")
COLUMNS = (
    _("review_column_group", default="Group"),
    _("accounts_column_name", default="Name"),
    _("accounts_column_mail", default="E-mail"),
    _("accounts_column_state", default="State"),
    _("accounts_column_signed_in", default="Last sign-in"),
    _("review_column_flags", default="To be looked at"),
    _("accounts_column_reviewed", default="Reviewed on"),
    _("review_column_by", default="Reviewed by"),
)
SHOWS = {
    "due": _("review_show_due", default="What is due or stands out"),
    "all": _("review_show_all", default="All accounts"),
}


class Review(AccountsPage):
    """The page: groups of accounts, each account to be kept or disabled."""

    page_title = _("review_title", default="Access review")
    page = ViewPageTemplateFile("templates/accounts_review.pt")

    def __call__(self):
        """Show what is to be reviewed, or take what was decided and show the rest."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            self.decide()
            self.request.response.redirect(self.address())
            return ""
        return self.page()

    @property
    def filters(self):
        """Return the filters in force."""
        return {"show": self.asked("show"), "group": self.asked("group")}

    @property
    def show(self):
        """Return which accounts are shown."""
        return self.asked("show") if self.asked("show") in SHOWS else "due"

    def shows(self):
        """Return what can be shown."""
        return SHOWS.items()

    @property
    @memoize
    def groups(self):
        """Return the groups with their accounts, those that are wanted."""
        shown = access_review.shown(self.everyone, self.show == "all", self.now)
        return access_review.grouped(shown, self.asked("group"))

    def all_groups(self):
        """Return every group, to choose from."""
        return access_review.grouped(self.everyone, "")

    @property
    def summary(self):
        """Return how far the review is."""
        return access_review.summary(self.everyone, self.now)

    def group_title(self, group):
        """Return the name of a group."""
        return self.authority(group.gss) if group.gss else self.say(group.title)

    def flags(self, account):
        """Return what stands out about an account."""
        return rules.flags(account, self.now)

    def reviewer(self, account):
        """Return who reviewed an account last."""
        return self.person(standing.kept(account.id).get("reviewed", {}).get("by"))

    def csv_url(self):
        """Return the address of the same list as a file."""
        return self.address().replace("@@access-review", "@@access-review.csv")

    # -- what was decided

    def decide(self):
        """Keep or disable each account that was decided on; what refuses one stops no other."""
        counts = {"keep": 0, "disable": 0}
        for account, decision in self.decisions():
            try:
                self.take(account, decision)
                counts[decision] += 1
            except rules.Refused as error:
                self.tell(REFUSED, "warning", name=account.name, reason=self.say(error.message))
        if any(counts.values()):
            values = {"kept": str(counts["keep"]), "disabled": str(counts["disable"])}
            self.tell(SAVED, "success", **values)
        elif not self.was_refused:
            self.tell(NOTHING, "warning")

    was_refused = False

    def decisions(self):
        """Yield the accounts that were decided on, with the decision."""
        for account in self.everyone:
            decision = self.request.form.get(f"decision-{account.id}")
            if decision in ("keep", "disable") and account.disabled is None:
                yield account, decision

    def take(self, account, decision):
        """Do what was decided on an account."""
        actor = acting.current(self.context)
        if decision == "disable":
            actor.disable(account, self.say(REASON))
        actor.review(account, decision)

    def tell(self, message, kind, **values):
        """Say something on the next page."""
        self.was_refused = self.was_refused or message is REFUSED
        IStatusMessage(self.request).add(Message(message, mapping=values), type=kind)


class ReviewFile(Review):
    """The review as a CSV."""

    def __call__(self):
        """Return the file."""
        rows = [self.row(group, one) for group in self.groups for one in group.accounts]
        note("exported", what="access review", rows=len(rows))
        return csv_answer(self, FILE_NAME, [[self.say(one) for one in COLUMNS], *rows])

    def row(self, group, account):
        """Return the cells of an account."""
        return [
            self.group_title(group),
            account.name,
            account.mail,
            self.say(self.stands(account).title),
            account.signed_in and account.signed_in.date(),
            "; ".join(self.say(flag.title) for flag in self.flags(account)),
            account.reviewed and account.reviewed.date(),
            self.reviewer(account),
        ]
