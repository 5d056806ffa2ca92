"""``@@accounts``: who has an account, as what, and how it stands; the same as CSV."""

from ccsr.content.browser.listing import Listing
from ccsr.content.config import authorities
from ccsr.content.domain import export
from ccsr.content.domain.naming import title_in
from ccsr.content.noted import note
from ccsr.policy import _
from ccsr.policy.accounts import people
from ccsr.policy.domain import account_list
from ccsr.policy.domain import accounts as rules
from datetime import datetime
from datetime import UTC
from plone.memoize.view import memoize


FILE_NAME = _("accounts_file_name", default="Accounts ${day}")
YES = _("accounts_yes", default="Yes")
NO = _("accounts_no", default="No")
COLUMNS = (
    _("accounts_column_name", default="Name"),
    _("accounts_column_mail", default="E-mail"),
    _("accounts_column_login", default="Signs in as"),
    _("accounts_column_role", default="Role"),
    _("accounts_column_state", default="State"),
    _("accounts_column_signed_in", default="Last sign-in"),
    _("accounts_column_factor", default="Second factor"),
    _("accounts_column_created", default="Made on"),
    _("accounts_column_reviewed", default="Reviewed on"),
)


class AccountsPage(Listing):
    """Base of the pages about accounts: what accounts are called and how they stand."""

    size = 50

    @property
    @memoize
    def everyone(self):
        """Return every account."""
        return people.everyone()

    @property
    def now(self):
        """Return the time, with its zone."""
        return datetime.now(UTC)

    def url(self, name, query=""):
        """Return the address of another page about accounts."""
        return f"{self.context.absolute_url()}/@@{name}{query}"

    # -- one account

    def words(self, account):
        """Return what somebody is here."""
        return account_list.words(account, self.authority, self.provider)

    def stands(self, account):
        """Return how an account stands."""
        return rules.state(account, self.now)

    def authority(self, gss):
        """Return the name of an authority."""
        return self.say(authorities.BY_GSS[gss].title)

    def provider(self, uid):
        """Return the name of a provider; its place where it is gone."""
        return self.say(self.providers.get(uid) or _("accounts_gone", default="a provider gone"))

    @property
    @memoize
    def providers(self):
        """Return the names of the providers by UID."""
        return {brain.UID: self.title(brain) for brain in self.find(portal_type="Provider")}

    # -- what can be chosen

    def kinds(self):
        """Return what somebody can be."""
        return rules.KINDS

    def states(self):
        """Return how an account can stand."""
        return rules.STATES

    def authorities(self):
        """Return code and name of each authority, by name."""
        named = [
            (one.gss, title_in(self.language, one.name_en, one.name_cy)) for one in authorities.ALL
        ]
        return sorted(named, key=lambda pair: account_list.plain(pair[1]))


class Accounts(AccountsPage):
    """The table."""

    page_title = _("accounts_title", default="Accounts")

    @property
    def filters(self):
        """Return the filters in force."""
        return {name: self.asked(name) for name in ("q", "kind", "authority", "state", "sort")}

    @property
    @memoize
    def chosen(self):
        """Return the accounts that match the filters."""
        wanted = account_list.Wanted(
            self.asked("q"),
            self.asked("kind"),
            self.asked("authority"),
            self.asked("state"),
            self.asked("sort"),
        )
        return account_list.select(self.everyone, wanted, self.now)

    def sorts(self):
        """Return the orders on offer."""
        return account_list.SORTS.items()

    def is_filtered(self):
        """Return whether some account may not be shown."""
        return any(value for name, value in self.filters.items() if name != "sort")

    def csv_url(self):
        """Return the address of the same list as a file."""
        return self.address().replace("@@accounts", "@@accounts.csv")


class AccountsFile(Accounts):
    """The list as a CSV."""

    def __call__(self):
        """Return the file."""
        rows = [self.row(account) for account in self.chosen]
        note("exported", what="accounts", rows=len(rows))
        return csv_answer(self, FILE_NAME, [[self.say(one) for one in COLUMNS], *rows])

    def row(self, account):
        """Return the cells of an account."""
        return [
            account.name,
            account.mail,
            account.login,
            "; ".join(self.say(word) for word in self.words(account)),
            self.say(self.stands(account).title),
            account.signed_in and account.signed_in.date(),
            self.say(YES if account.second_factor else NO),
            account.created and account.created.date(),
            account.reviewed and account.reviewed.date(),
        ]


def csv_answer(view, name, rows):
    """Return rows as a file with a name that has the day in it."""
    response = view.request.response
    file = view.say(_with_day(name, view.today.isoformat()))
    response.setHeader("Content-Type", export.CONTENT_TYPES["csv"])
    response.setHeader("Content-Disposition", export.disposition(f"{file}.csv"))
    return export.BOM + export.csv_lines(rows)


def _with_day(name, day):
    return type(name)(name, mapping={"day": day})
