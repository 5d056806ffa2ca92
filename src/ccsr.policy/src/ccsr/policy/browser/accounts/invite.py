"""``@@invite-account`` and ``@@invite-accounts``: one person, or a table of them.

Accounts are made and committed before the first letter leaves: a request that is
tried again because of a conflict would send a second letter and break the first
one's link.
"""

from ccsr.content.browser import display
from ccsr.content.noted import note
from ccsr.policy import _
from ccsr.policy.accounts import inviting
from ccsr.policy.accounts import letters
from ccsr.policy.accounts import standing
from ccsr.policy.browser.accounts.list import AccountsPage
from ccsr.policy.browser.accounts.providers import Providers
from ccsr.policy.domain import accounts as rules
from ccsr.policy.domain import invitations
from dataclasses import dataclass
from datetime import datetime
from plone import api
from plone.memoize.view import memoize
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n.locales import locales

import transaction


LABELS = {
    "name": _("account_name", default="Full name"),
    "mail": _("account_mail", default="E-mail address"),
    "provider": _("account_provider", default="Provider (for contacts)"),
    "more": _("account_more_providers", default="Another provider"),
}


@dataclass(frozen=True)
class Sent:
    """What became of an invitation; ``link`` is there where its letter was not sent."""

    user_id: str
    name: str
    mail: str
    until: str
    link: str = ""


class InvitePage(AccountsPage):
    """Base of the pages that send invitations."""

    @property
    @memoize
    def known(self):
        """Return the providers."""
        return Providers(self.find(portal_type="Provider"))

    @property
    @memoize
    def taken(self):
        """Return the e-mail addresses in use."""
        return inviting.addresses()

    def is_taken(self, mail):
        """Return whether an address is in use."""
        return mail in self.taken

    def label(self, name):
        """Return the label of a field."""
        return LABELS[name]

    def asked_provider(self):
        """Return the provider that was chosen of several, or else typed."""
        return self.asked("candidate") or self.asked("provider")

    def given(self):
        """Return what somebody can be made."""
        return rules.GIVEN

    @property
    def can_send(self):
        """Return whether the site sends e-mail."""
        return letters.is_set_up()

    def post(self):
        """Return whether something was sent with a good token."""
        if self.request.method != "POST":
            return False
        CheckAuthenticator(self.request)
        return True

    def invite(self, wanted):
        """Make the accounts of checked invitations and send the letters."""
        made = [(one, *inviting.invite(one)) for one in wanted]
        for one, user_id, _token in made:
            note("account-invited", who=user_id, full_name=one.name, mail=one.mail, role=one.role)
        transaction.commit()
        return [self.deliver(user_id, token) for _one, user_id, token in made]

    def deliver(self, user_id, token):
        """Send the letter of a link; return what became of it."""
        member, kept = api.user.get(userid=user_id), standing.kept(user_id)["invitation"]
        name, mail, link = (
            member.getProperty("fullname"),
            member.getUserName(),
            inviting.link(token),
        )
        expires = datetime.fromisoformat(kept["expires"])
        letter = letters.Letter(mail, name, link, day(expires, kept["language"]), kept["language"])
        was_sent = letters.send(letter)
        until = display.moment(expires, self.request)
        return Sent(user_id, name, mail, until, "" if was_sent else link)


def day(moment, language):
    """Return a day in words of a language."""
    formatter = locales.getLocale(language, "GB").dates.getFormatter("date")
    formatter.setPattern(display.DAY)
    return formatter.format(moment.date())


class Invite(InvitePage):
    """The form for one person."""

    page_title = _("invite_title", default="Invite somebody")
    page = ViewPageTemplateFile("templates/accounts_invite.pt")
    errors = {}
    sent = None

    def __call__(self):
        """Show the form, or invite and show what became of it."""
        self.asked_for = invitations.Invitation(
            name=self.asked("name"),
            mail=self.asked("mail"),
            role=self.asked("role"),
            authority=self.asked("authority"),
            provider=self.asked_provider(),
            language=self.asked("language") or "en",
        )
        if self.post():
            kept, self.errors = invitations.check(self.asked_for, self.is_taken, self.known.find)
            if self.errors:
                self.request.response.setStatus(400)
            else:
                [self.sent] = self.invite([kept])
        return self.page()

    def error(self, name):
        """Return what is wrong with a field."""
        return self.errors.get(name)

    def candidates(self):
        """Return the providers to choose from where several were meant."""
        found = self.known.candidates(self.asked_for.provider) if self.error("provider") else []
        return found if len(found) > 1 else []


class InviteMany(InvitePage):
    """A table of people: looked through first, then those without a mistake are invited."""

    page_title = _("invite_many_title", default="Invite many")
    page = ViewPageTemplateFile("templates/accounts_invite_many.pt")
    lines = ()
    error = None
    sent = None

    def __call__(self):
        """Show the form, what the table says, or what became of it."""
        self.text = self.asked("table")
        if self.post():
            try:
                self.text = self.typed()
                self.lines = invitations.lines(self.text, self.is_taken, self.known.find)
            except invitations.NoTable as error:
                self.error = error.message
                self.request.response.setStatus(400)
            else:
                if "invite" in self.request.form:
                    self.sent = self.invite([line.kept for line in self.good()])
        return self.page()

    def typed(self):
        """Return the table: the file that came, else what was typed."""
        file = self.request.form.get("file")
        data = file.read(invitations.MOST_BYTES + 1) if getattr(file, "filename", "") else b""
        if len(data) > invitations.MOST_BYTES:
            raise invitations.NoTable(invitations.NOT_READ)
        return invitations.decoded(data) if data else self.text

    def good(self):
        """Return the lines that can be invited."""
        return [line for line in self.lines if not line.errors]

    def bad(self):
        """Return the lines that cannot."""
        return [line for line in self.lines if line.errors]

    def role(self, line):
        """Return what a line's person will be."""
        kind = rules.BY_TOKEN[line.kept.role]
        if line.kept.authority:
            return self.words(_account(line, authorities=(line.kept.authority,)))[0]
        if line.kept.provider:
            return self.words(_account(line, providers=(line.kept.provider,)))[0]
        return kind.title


def _account(line, **places):
    return rules.Account("", "", line.kept.name, line.kept.mail, **places)
