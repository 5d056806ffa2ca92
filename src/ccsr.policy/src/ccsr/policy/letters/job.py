"""Base of the jobs that send one letter to one account.

What the mail server does not take is tried again as every job is, and then stands among
the jobs that failed, where an administrator has it done anew. What was handed over and not
answered for is not sent a second time.
"""

from ccsr.content.jobs import Job
from ccsr.content.jobs import queue
from ccsr.policy.accounts.letters import is_set_up
from ccsr.policy.accounts.viewing import as_account
from ccsr.policy.domain.invitations import is_address
from ccsr.policy.letters import handed
from ccsr.policy.letters import posting
from smtplib import SMTPException
from typing import Any
from uuid import uuid4


NO_LETTER = "none"


class NotSent(SMTPException):
    """The mail server did not take a letter."""


def ask(name: str, account: str, **about: Any) -> str:
    """Queue the letter of a job with this name; return the id of the job."""
    return queue(name, letter=uuid4().hex, account=account, **about)


class LetterJob(Job):
    """Sends a letter to an account that may sign in and has an address."""

    def run(self, site, progress, account, letter="", **about):
        """Return what became of it: ``taken``, ``unsure`` or ``none``; raises NotSent.

        ``letter`` is its own id, by which it is known whether it was handed over.
        """
        letter = letter or uuid4().hex
        if handed.is_noted(letter):
            return posting.UNSURE
        with as_account(account) as user:
            can_be = user and is_set_up() and is_address(user.getProperty("email", "") or "")
            made = self.letter(user, **about) if can_be else None
        return _posted(letter, made) if made else NO_LETTER

    def letter(self, user, **about):
        """Return the letter as the account may have it now, None where there is nothing to say."""
        raise NotImplementedError


def _posted(id, made):
    became, why = posting.post(made, lambda: handed.note(id))
    if became == posting.NOT_TAKEN:
        handed.forget(id)
        raise NotSent(why)
    return posting.UNSURE if became == posting.NOT_WANTED else became
