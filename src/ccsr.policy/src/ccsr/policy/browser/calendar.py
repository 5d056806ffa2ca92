"""``@@my-calendar``: the address of one's calendar; ``calendar-feed/SECRET`` is the calendar.

The address is shown once. It opens without signing in, because calendar programs cannot,
and answers what its account may see at that moment.
"""

from ccsr.content.browser.listing import Listing
from ccsr.content.noted import note
from ccsr.content.permissions import UseMine
from ccsr.policy import _
from ccsr.policy.accounts.viewing import as_account
from ccsr.policy.alerts import secret
from ccsr.policy.browser.alerts.opening import WithSecret
from ccsr.policy.due import calendar
from ccsr.policy.letters.making import language_of
from ccsr.policy.sign_in import lockout
from ccsr.policy.sign_in.clients import address_of
from datetime import datetime
from datetime import UTC
from hashlib import sha256
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage


REVOKED = _("calendar_revoked", default="The address of your calendar no longer works.")
#: Some programs ask for a file with this ending.
ENDING = ".ics"
WAY = "calendar"


class MyCalendar(Listing):
    """The page: make an address, see it once, make another, or turn it off."""

    page = ViewPageTemplateFile("templates/my_calendar.pt")
    page_title = _("calendar_title", default="Your calendar")
    #: The address that was just made; nobody can show it again.
    feed = None

    def __call__(self):
        """Show the page, or do what was asked."""
        if self.request.method != "POST":
            return self.page()
        CheckAuthenticator(self.request)
        acts = {"make": self.make, "revoke": self.revoke}
        act = acts.get(self.asked("action"))
        return act() if act else self.leave()

    @property
    def account(self):
        """Return the reader's id."""
        return api.user.get_current().getId()

    def make(self):
        """Make a new address; one that was there works no more."""
        secret.revoke(secret.CALENDAR, self.account)
        made = secret.make(secret.CALENDAR, self.account)
        note("calendar-made", who=self.account)
        self.feed = f"{self.context.absolute_url()}/calendar-feed/{made}{ENDING}"
        return self.page()

    def revoke(self):
        """Make the address worthless."""
        secret.revoke(secret.CALENDAR, self.account)
        note("calendar-revoked", who=self.account)
        IStatusMessage(self.request).add(self.say(REVOKED))
        return self.leave()

    def leave(self):
        """Go to the page itself."""
        self.request.response.redirect(self.address())
        return ""

    @property
    def made(self):
        """Return when the address was made, '' where there is none."""
        made = secret.made_at(secret.CALENDAR, self.account)
        return self.moment(datetime.fromtimestamp(made, UTC)) if made else ""


class CalendarFeed(WithSecret):
    """``calendar-feed/SECRET``: meetings and what is due, for a calendar program."""

    use = secret.CALENDAR

    def __call__(self):
        """Return the calendar, 404 for a secret that opens nothing, 429 after too many."""
        self.secret = (self.secret or "").removesuffix(ENDING)
        if not secret.is_one(self.secret):
            return self.missing()
        if lockout.waits(self.counted, address_of(self.request)):
            return self.wait()
        found = self.known()
        if found is None:
            self.count()
            return self.missing()
        made = self.calendar(found[0])
        return self.missing() if made is None else self.answer(made, found[0])

    def calendar(self, account):
        """Return what an account may see now, None where it may not see its list."""
        with as_account(account) as user:
            if user is None or not api.user.has_permission(UseMine, obj=self.context):
                return None
            return calendar.of(account, language_of(user))

    def answer(self, made, account):
        """Return it, and put the first time of a day on record."""
        day = datetime.now(UTC).date().isoformat()
        if secret.is_first_use(self.use, self.secret, day):
            note("calendar-read", who=account)
        self.request.response.setHeader("Content-Type", "text/calendar; charset=utf-8")
        name = f'inline; filename="ccsr{ENDING}"'
        self.request.response.setHeader("Content-Disposition", name)
        return made

    # -- who guesses --------------------------------------------------------------

    @property
    def counted(self):
        """Return the name under which this secret's failures are counted, which is no account's."""
        return f"{WAY} {sha256(self.secret.encode()).hexdigest()[:32]}"

    def count(self):
        """Count a failure, as one of signing in."""
        note("sign-in-failed", name=WAY, way=WAY)
        for what in lockout.failed(self.counted, address_of(self.request)):
            note("locked-out", name=WAY, what=what)

    def wait(self):
        """Answer 429, whatever the secret is."""
        self.request.response.setStatus(429)
        self.request.response.setHeader("Content-Type", "text/plain; charset=utf-8")
        return "429"
