"""``@@account?id=…``: one account, and what an administrator does with it."""

from ccsr.content.browser import display
from ccsr.policy import _
from ccsr.policy import record
from ccsr.policy.accounts import acting
from ccsr.policy.accounts import standing
from ccsr.policy.browser.accounts.invite import InvitePage
from ccsr.policy.domain import accounts as rules
from ccsr.policy.domain import invitations
from ccsr.policy.domain.record_kinds import kind_of
from ccsr.policy.sign_in import sessions
from dataclasses import dataclass
from plone.memoize.view import memoize
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound

import transaction


NO_REASON = _("account_no_reason", default="Say why, so that the record tells it.")
SAID = {
    "save": _("account_saved", default="The changes are saved."),
    "disable": _(
        "account_was_disabled",
        default="The account is disabled and signed out everywhere. “Enable” undoes this.",
    ),
    "enable": _("account_was_enabled", default="The account can sign in again."),
    "unlock": _("account_was_unlocked", default="The account can try to sign in again."),
    "reset-factor": _(
        "account_factor_reset",
        default="The second factor is reset. It is set up anew at the next sign-in.",
    ),
    "allow-api": _("account_api_on", default="Programs may sign in with this account."),
    "forbid-api": _("account_api_off", default="Programs may no longer sign in with this account."),
    "end-sessions": _("account_sessions_ended", default="The account is signed out everywhere."),
    "withdraw": _(
        "account_withdrawn", default="The invitation is withdrawn and its account deleted."
    ),
}
#: Entries of the record that are shown.
LATEST = 20


@dataclass(frozen=True)
class Typed:
    """What the form of the account holds."""

    name: str
    mail: str
    kinds: frozenset
    authority: str
    providers: tuple
    provider: str = ""


class AccountView(InvitePage):
    """Facts, forms, sessions, and what the account did last."""

    page = ViewPageTemplateFile("templates/account.pt")
    errors = {}
    sent = None

    def __call__(self):
        """Show the account, or do what was asked and show what came of it."""
        self.account = self.found(self.asked("id"))
        self.typed = _of(self.account)
        action = self.asked("action")
        if self.post() and action in ACTIONS:
            try:
                ACTIONS[action](self)
            except rules.Refused as error:
                self.errors = {"action": error.message}
            if not self.errors and self.sent is None:
                return self.leave(action)
            if self.errors:
                self.request.response.setStatus(400)
        return self.page()

    def found(self, user_id):
        """Return the account that is asked for; raise NotFound."""
        account = next((one for one in self.everyone if one.id == user_id), None)
        if account is None:
            raise NotFound(user_id)
        return account

    def leave(self, action):
        """Say what was done and go where it is seen."""
        IStatusMessage(self.request).add(SAID[action], type="success")
        is_gone = action == "withdraw"
        page = self.url("accounts") if is_gone else self.url("account", f"?id={self.account.id}")
        self.request.response.redirect(page)
        return ""

    @property
    def page_title(self):
        """Return the person's name."""
        return self.account.name

    # -- what is done

    @property
    @memoize
    def administrator(self):
        """Return who acts."""
        return acting.current(self.context)

    def save(self):
        """Change name, address and what the account is."""
        self.typed = self.form()
        gss = invitations.authority_of(self.typed.authority)
        new = self.known.find(self.typed.provider)
        providers = sorted({*self.typed.providers, *new})
        self.errors = self.wrong(gss, new, providers)
        if self.errors:
            return
        kinds = set(self.typed.kinds)
        gss = gss if rules.COMMISSIONER.token in kinds else ""
        providers = providers if rules.CONTACT.token in kinds else []
        self.administrator.give(self.account, kinds, gss, providers)
        self.administrator.rename(self.account, self.typed.name, self.typed.mail)
        if self.account.invited and self.typed.mail != self.account.mail:
            self.resend()

    def form(self):
        """Return what was typed."""
        return Typed(
            self.asked("name"),
            self.asked("mail"),
            frozenset(self.several("kinds")) & {kind.token for kind in rules.GIVEN},
            self.asked("authority"),
            tuple(uid for uid in self.several("providers") if uid in self.providers),
            self.asked_provider(),
        )

    def several(self, name):
        """Return the values of a parameter that may come several times."""
        value = self.request.form.get(name, [])
        return [value] if isinstance(value, str) else list(value)

    def wrong(self, gss, new, providers):
        """Return what is wrong with what was typed, by field."""
        errors = invitations.wrong_person(self.typed.name, self.typed.mail, self.is_others)
        found = new if self.typed.provider else providers[:1]
        places = invitations.wrong_place(
            set(self.typed.kinds), self.typed.authority, gss, self.typed.provider, found
        )
        return {**errors, **places}

    def is_others(self, mail):
        """Return whether somebody else has an address; one that stays is not asked about."""
        is_same = mail == self.account.mail.lower()
        return not is_same and self.taken.get(mail, self.account.id) != self.account.id

    def disable(self):
        """Disable, with a reason."""
        if not self.asked("reason"):
            self.errors = {"reason": NO_REASON}
            return
        self.administrator.disable(self.account, self.asked("reason"))

    def resend(self):
        """Send a new link; the old one is over."""
        token = self.administrator.renew(self.account)
        transaction.commit()
        self.sent = self.deliver(self.account.id, token)
        self.account = self.found_anew()

    def found_anew(self):
        """Return the account as it is now."""
        return next(one for one in acting.people.everyone() if one.id == self.account.id)

    # -- what is shown

    def error(self, name):
        """Return what is wrong with a field."""
        return self.errors.get(name)

    def candidates(self):
        """Return the providers to choose from where several were meant."""
        found = self.known.candidates(self.typed.provider) if self.error("provider") else []
        return found if len(found) > 1 else []

    @property
    def is_own(self):
        """Return whether this is the reader's own account."""
        return self.account.id == self.administrator.id

    @property
    def may_change(self):
        """Return whether the reader may change this account at all."""
        try:
            rules.check_change(self.account, self.administrator.id, self.administrator.has_all)
        except rules.Refused:
            return False
        return True

    def disabled_by(self):
        """Return who disabled the account, and why."""
        kept = standing.kept(self.account.id).get("disabled", {})
        return {"by": self.person(kept.get("by")), "reason": kept.get("reason", "")}

    def sessions(self):
        """Return where the account is signed in."""
        return sessions.of(self.account.id)

    def entries(self):
        """Return what the record says was done last by the account, and to it."""
        own = record.entries(who=self.account.id, limit=LATEST)
        others = record.entries(account=self.account.id, limit=LATEST)
        return sorted([*own, *others], key=lambda one: one.time, reverse=True)[:LATEST]

    def happened(self, entry):
        """Return the word for what an entry tells."""
        return kind_of(entry.kind).title

    def moment(self, value):
        """Return day and time of day; '' for None."""
        return display.moment(value, self.request) if value else ""


def _of(account):
    return Typed(
        account.name,
        account.mail,
        account.kinds,
        account.authorities[0] if account.authorities else "",
        account.providers,
    )


ACTIONS = {
    "save": AccountView.save,
    "disable": AccountView.disable,
    "resend": AccountView.resend,
    "enable": lambda view: view.administrator.enable(view.account),
    "unlock": lambda view: view.administrator.unlock(view.account),
    "reset-factor": lambda view: view.administrator.reset_second_factor(view.account),
    "allow-api": lambda view: view.administrator.allow_api(view.account, True),
    "forbid-api": lambda view: view.administrator.allow_api(view.account, False),
    "end-sessions": lambda view: view.administrator.end_sessions(view.account),
    "withdraw": lambda view: view.administrator.withdraw(view.account),
}
