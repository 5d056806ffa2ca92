"""Who is told when an item is sent or answered, and the letter itself.

However many items go in one transaction, each reader gets one letter, a job of its own.
It goes to whoever may see the items when it is sent.
"""

from ccsr.content.content.recipients import GROUP
from ccsr.content.jobs import Job
from ccsr.content.jobs import queue
from ccsr.policy import _
from ccsr.policy.accounts import standing
from ccsr.policy.accounts.letters import is_set_up
from ccsr.policy.address import site_address
from ccsr.policy.letters import making
from ccsr.policy.letters.job import ask
from ccsr.policy.letters.job import LetterJob
from dataclasses import dataclass
from email.message import EmailMessage
from plone import api
from plone.uuid.interfaces import IUUID
from zope.i18nmessageid import Message

import transaction


TELL = "ccsr.policy.liaison.tell"
LETTER = "ccsr.policy.liaison.letter"


@dataclass(frozen=True)
class Readers:
    """A group that is told, and the page where its members find what awaits them."""

    group: str
    page: str


#: Transition → who is told of it.
TOLD = {
    "send": Readers(GROUP, "@@cross-reference"),
    "answer": Readers("officers", "@@liaison?state=answered"),
}

SUBJECT = _("liaison_mail_subject", default="CCSR: an item awaits you")
TEXT = _(
    "liaison_mail_text",
    default="""Dear ${name},

Something awaits you in the Children's Commissioning Support Resource. Sign in to read it:

${link}

This e-mail does not say what it is about.
""",
)


def item_moved(item, event) -> None:
    """Have those told who are next, once for all items of the transaction."""
    transition = event.transition.id if event.transition else ""
    if transition not in TOLD:
        return
    joined = transaction.get()
    waiting = getattr(joined, "_ccsr_liaison", None)
    if waiting is None:
        waiting = joined._ccsr_liaison = {}
        joined.addBeforeCommitHook(_ask, (joined,))
    waiting.setdefault(transition, set()).add(IUUID(item))


def _ask(joined) -> None:
    waiting, joined._ccsr_liaison = joined._ccsr_liaison, None
    for transition, uids in sorted(waiting.items()):
        queue(TELL, transition=transition, items=sorted(uids))


class Tell(Job):
    """Asks for a letter to each member of the group."""

    title = _("job_liaison_tell", default="Who is told of liaison items")

    def run(self, site, progress, transition, items):
        """Queue the letters; return how many."""
        if not is_set_up():
            return 0
        members = api.user.get_users(groupname=TOLD[transition].group)
        found = [user.getId() for user in members if user.getProperty("email", "")]
        told = [user_id for user_id in found if not standing.is_disabled(user_id)]
        for user_id in told:
            ask(LETTER, user_id, transition=transition, items=items)
        return len(told)


class Letter(LetterJob):
    """Sends one letter, if its reader may see any of the items now."""

    title = _("job_liaison_letter", default="A letter about liaison items")

    def letter(self, user, transition, items):
        """Return the letter in its reader's language."""
        seen = api.content.find(UID=items)
        return made_for(user, _link(transition, seen)) if seen else None


def _link(transition, seen) -> str:
    if len(seen) > 1:
        return f"{site_address()}/{TOLD[transition].page}"
    root = "/".join(api.portal.get().getPhysicalPath())
    return site_address() + seen[0].getPath().removeprefix(root)


def made_for(user, link: str) -> EmailMessage:
    """Return the letter that leads somebody to a page."""
    name = user.getProperty("fullname", "") or user.getUserName()
    text = Message(TEXT, mapping={"name": name, "link": link})
    return making.made(user, SUBJECT, text, making.language_of(user), link)
