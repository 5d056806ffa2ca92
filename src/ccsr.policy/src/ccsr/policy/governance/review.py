"""The nightly job: six, three and one months before its review, whoever uses the protocol is told.

What was told is noted with the version, in the transaction that queues the letters: so none
goes twice, and a night that was missed loses nothing.
"""

from BTrees.OOBTree import OOBTree
from ccsr.content.browser import display
from ccsr.content.content.actions.people import readers
from ccsr.content.content.governance import versions
from ccsr.content.content.governance.protocol import IProtocol
from ccsr.content.domain import dates
from ccsr.content.domain.governance import protocols
from ccsr.content.domain.naming import title_in
from ccsr.content.jobs import Job
from ccsr.content.permissions import UseGovernance
from ccsr.policy import _
from ccsr.policy.accounts import letters
from ccsr.policy.accounts.viewing import as_account
from ccsr.policy.address import site_address
from ccsr.policy.letters import making
from ccsr.policy.letters.job import ask
from ccsr.policy.letters.job import LetterJob
from plone import api
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations
from zope.i18nmessageid import Message


NAME = "ccsr.remind-protocol"
LETTER = "ccsr.policy.protocol-letter"
#: On the site: the months for which reminders of a version went out, by its UID.
KEY = "ccsr.policy.protocol_reminders"

SUBJECT = _("protocol_mail_subject", default="CCSR: the protocol is to be reviewed on ${day}")
OVERDUE = _("protocol_mail_overdue", default="CCSR: the review of the protocol was due on ${day}")
TEXT = _(
    "protocol_mail_text",
    default="""Dear ${name},

${title}, version ${version}, is to be reviewed by both parties (protocol 9.1). The day: ${day}

Read it here, with what shows that its clauses are kept:

${link}

A new version begins as a copy of the one in force. Put the review on the agenda of the next meeting.
""",
)


class RemindProtocol(Job):
    """Reminds both parties that the protocol is to be reviewed."""

    title = _("job_remind_protocol", default="Reminders to review the protocol")
    schedule = "nightly"

    def run(self, site, progress, **arguments):
        """Ask for the letters that are due; return how many."""
        protocol = _in_force(site)
        if protocol is None or not letters.is_set_up():
            return {"reminded": 0}
        sent = IAnnotations(site).get(KEY, {}).get(IUUID(protocol), ())
        months = protocols.reminder(protocol.review_on, dates.today(), sent)
        if months is None:
            return {"reminded": 0}
        people = [id for id, _name in readers(site["governance"]) if _uses(id)]
        for account in people:
            ask(LETTER, account, protocol=IUUID(protocol))
        kept = IAnnotations(site).setdefault(KEY, OOBTree())
        kept[IUUID(protocol)] = (*sent, months)
        return {"reminded": len(people)}


def _in_force(site):
    # The catalog shows nothing to a program; what each account may see, its letter asks.
    found = (one for one in site["governance"].objectValues() if IProtocol.providedBy(one))
    return next((one for one in found if api.content.get_state(one) == versions.IN_FORCE), None)


def _uses(account):
    with as_account(account) as user:
        return bool(user and user.getProperty("email") and api.user.has_permission(UseGovernance))


class ProtocolLetter(LetterJob):
    """Sends one reminder, while the version is still in force."""

    title = _("job_protocol_letter", default="A reminder to review the protocol")

    def letter(self, user, protocol):
        """Return it in the reader's language; None where another version is in force by now."""
        found = versions.in_force()
        return made_for(user, found) if found and IUUID(found) == protocol else None


def made_for(user, protocol):
    """Return the letter to one account."""
    language = making.language_of(user)
    day = display.day(protocol.review_on, {"LANGUAGE": language})
    about = {
        "name": user.getProperty("fullname") or user.getUserName(),
        "title": title_in(language, protocol.title, protocol.title_cy),
        "version": protocol.version,
        "day": day,
        "link": site_address() + _path(protocol),
    }
    is_over = protocol.review_on < dates.today()
    subject = Message(OVERDUE if is_over else SUBJECT, mapping={"day": day})
    # Each of the three has a name of its own, which a mail system tells apart.
    known = f"{IUUID(protocol)} {protocols.reminder(protocol.review_on, dates.today(), ())}"
    return making.made(user, subject, Message(TEXT, mapping=about), language, known)


def _path(thing):
    root = "/".join(api.portal.get().getPhysicalPath())
    return "/".join(thing.getPhysicalPath()).removeprefix(root)
