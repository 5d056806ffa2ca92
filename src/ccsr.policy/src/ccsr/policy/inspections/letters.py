"""A letter to each who has something to do: a document, a part in it, or the place of a deputy.

Where nobody is named yet, everybody who sees the area of readiness is told.
"""

from ccsr.content.browser import display
from ccsr.content.content.actions.people import readers
from ccsr.content.content.readiness import slots as parts
from ccsr.content.content.readiness.inspection import inspections
from ccsr.content.domain.naming import title_in
from ccsr.content.jobs import Job
from ccsr.content.jobs import queue
from ccsr.policy import _
from ccsr.policy.accounts.letters import is_set_up
from ccsr.policy.address import site_address
from ccsr.policy.letters import making
from ccsr.policy.letters.job import ask
from ccsr.policy.letters.job import LetterJob
from plone import api
from plone.uuid.interfaces import IUUID
from zope.i18nmessageid import Message


TELL = "ccsr.policy.inspection-tell"
LETTER = "ccsr.policy.inspection-letter"

SUBJECT = _("inspection_mail_subject", default="CCSR: we have been notified of an inspection")
EXERCISE_SUBJECT = _("exercise_mail_subject", default="CCSR: an exercise begins, nobody comes")
TEXT = _(
    "inspection_mail_text",
    default="""Dear ${name},

We were notified of an inspection on ${notified}:

${title}

Documents are due on ${due}. Look at the board for what you have to supply, and whom you stand in for:

${link}
""",
)
EXERCISE_TEXT = _(
    "exercise_mail_text",
    default="""Dear ${name},

This is an exercise. No inspectors come. Please do what you would do if they did. It began on ${notified}:

${title}

Documents are due on ${due}. Look at the board for what you have to supply, and whom you stand in for:

${link}
""",
)


def begun(event) -> None:
    """Have people told once the notification is committed."""
    queue(TELL, inspection=IUUID(event.inspection))


class Tell(Job):
    """Asks for a letter to each who is named."""

    title = _("job_inspection_tell", default="Who is told of an inspection")

    def run(self, site, progress, inspection):
        """Queue the letters; return how many."""
        found = inspections(site["readiness"]) if is_set_up() else ()
        named = [id for one in found if IUUID(one) == inspection for id in told(one)]
        for user_id in named:
            ask(LETTER, user_id, inspection=inspection)
        return len(named)


class Letter(LetterJob):
    """Sends one letter, if its reader may see the inspection."""

    title = _("job_inspection_letter", default="A letter about an inspection")

    def letter(self, user, inspection):
        """Return it in the reader's language."""
        for brain in api.content.find(UID=inspection):
            return made_for(user, brain.getObject())
        return None


def told(inspection):
    """Return the user ids of those who are named, else of everybody who sees it."""
    known = {id for id, _name in readers(inspection.__parent__)}
    slots = [who for one in parts.slots(inspection) for who in (one.owner, one.deputy)]
    people = [who for one in parts.people(inspection) for who in (one.person, one.deputy)]
    return sorted({*slots, *people} & known or known)


def made_for(user, inspection):
    """Return the letter about an inspection or an exercise."""
    language = making.language_of(user)
    clock, request = parts.clock(inspection), {"LANGUAGE": language}
    root = "/".join(api.portal.get().getPhysicalPath())
    path = "/".join(inspection.getPhysicalPath()).removeprefix(root)
    mapping = {
        "name": user.getProperty("fullname") or user.getUserName(),
        "title": title_in(language, inspection.title, inspection.title_cy),
        "notified": display.moment(clock.notified, request),
        "due": display.moment(clock.documents_due, request),
        "link": f"{site_address()}{path}/@@board",
    }
    is_exercise = inspection.is_exercise
    subject = EXERCISE_SUBJECT if is_exercise else SUBJECT
    text = Message(EXERCISE_TEXT if is_exercise else TEXT, mapping=mapping)
    return making.made(user, subject, text, language, mapping["link"])
