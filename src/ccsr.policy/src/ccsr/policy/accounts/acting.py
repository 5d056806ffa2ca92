"""What an administrator may do with accounts: asked of the rules, done, and noted for the record."""

from ccsr.content.noted import note
from ccsr.policy import second_factor
from ccsr.policy.accounts import changing
from ccsr.policy.accounts import inviting
from ccsr.policy.accounts import people
from ccsr.policy.accounts import standing
from ccsr.policy.domain import accounts as rules
from ccsr.policy.domain.accounts import Account
from ccsr.policy.sign_in import lockout
from ccsr.policy.sign_in import sessions
from dataclasses import dataclass
from plone import api


@dataclass(frozen=True)
class Administrator:
    """Who acts; ``has_all`` tells of somebody with every right.

    Everything here raises ``Refused`` where it may not be done.
    """

    id: str
    has_all: bool

    def disable(self, account: Account, reason: str) -> None:
        """Let an account sign in no more, and sign it out everywhere."""
        self._check(account)
        self._check_loss(account)
        changing.disable(account.id, reason)
        self._note("account-disabled", account, reason=reason)

    def enable(self, account: Account) -> None:
        """Let a disabled account sign in again."""
        self._check(account)
        changing.enable(account.id)
        self._note("account-enabled", account)

    def rename(self, account: Account, name: str, mail: str) -> None:
        """Change name and address; a link that went to another address is over."""
        self._check(account)
        if (name, mail) != (account.name, account.mail):
            changing.rename(account.id, name, mail)
            if account.invited and mail != account.mail:
                inviting.void(account.id)
            before = {"name_before": account.name, "mail_before": account.mail}
            self._note("account-changed", account, mail=mail, new_name=name, **before)

    def give(self, account: Account, kinds: set[str], gss: str, providers: list[str]) -> None:
        """Make an account what these kinds say."""
        self._check(account)
        if _is(account, kinds, gss, providers):
            return
        if account.id == self.id or not kinds & rules.ADMINISTRATORS:
            self._check_loss_of_rights(account)
        changing.give(account.id, kinds, gss, providers)
        told = {"roles": sorted(kinds), "authority": gss, "providers": sorted(providers)}
        self._note("account-changed", account, before=sorted(account.kinds), **told)

    def _check_loss_of_rights(self, account):
        if account.id == self.id or rules.ADMINISTRATOR.token in account.kinds:
            self._check_loss(account)

    def _check_loss(self, account):
        if account.is_administrator:
            standing.one_at_a_time()
        rules.check_loss(account, self.id, people.everyone())

    def unlock(self, account: Account) -> None:
        """Let an account that guessed too often try again at once."""
        self._check(account)
        lockout.unlock(account.login)
        self._note("account-changed", account, unlocked=True)

    def reset_second_factor(self, account: Account) -> None:
        """Take another account's second factor away; it is recorded there.

        One's own goes by its own page, which asks for a proof.
        """
        self._check(account)
        rules.check_other(account, self.id)
        second_factor.reset(account.id)

    def allow_api(self, account: Account, allowed: bool) -> None:
        """Let programs sign in with an account's password, or no longer."""
        self._check(account)
        standing.allow_api(account.id, allowed)
        self._note("account-changed", account, api=allowed)

    def end_sessions(self, account: Account) -> None:
        """Sign an account out everywhere."""
        self._check(account)
        ended = sessions.end_all(account.id)
        self._note("session-ended", account, sessions=ended)

    def renew(self, account: Account) -> str:
        """Give an invitation a new link; return it."""
        self._check(account)
        self._check_invited(account)
        language = standing.kept(account.id)["invitation"]["language"]
        self._note("account-invited", account, mail=account.mail, again=True)
        return inviting.renew(account.id, language)

    def withdraw(self, account: Account) -> None:
        """Delete an account that nobody has taken up."""
        self._check(account)
        self._check_invited(account)
        self._note("account-deleted", account, mail=account.mail, invitation=True)
        inviting.withdraw(account.id)

    def review(self, account: Account, decision: str) -> None:
        """Note that an account was looked at, and what was decided: keep or disable."""
        changing.review(account.id)
        self._note("access-reviewed", account, decision=decision, roles=sorted(account.kinds))

    def _check(self, account):
        rules.check_change(account, self.id, self.has_all)

    def _check_invited(self, account):
        if account.invited is None:
            raise rules.Refused(rules.NOT_INVITED)

    def _note(self, kind, account, **detail):
        note(kind, who=account.id, full_name=account.name, **detail)


def _is(account, kinds, gss, providers):
    """Return whether an account is all of this and nothing else."""
    return (
        set(account.kinds) - {rules.MANAGER.token} == kinds
        and account.authorities == ((gss,) if gss else ())
        and sorted(account.providers) == sorted(providers)
        and not account.stray
    )


def current(context) -> Administrator:
    """Return whoever is signed in."""
    user = api.user.get_current()
    return Administrator(user.getId(), "Manager" in user.getRolesInContext(context))
