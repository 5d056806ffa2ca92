"""A briefing that was sent: a letter to each who was told, with its title and a link."""

from ccsr.content.content.readiness import briefing as briefings
from ccsr.content.domain.naming import title_in
from ccsr.policy import _
from ccsr.policy.address import site_address
from ccsr.policy.letters import making
from ccsr.policy.letters.job import ask
from ccsr.policy.letters.job import LetterJob
from plone import api
from plone.uuid.interfaces import IUUID
from zope.i18nmessageid import Message


LETTER = "ccsr.policy.briefing-letter"

SUBJECT = _("briefing_mail_subject", default="CCSR: ${title}")
TEXT = _(
    "briefing_mail_text",
    default="""Dear ${name},

There is something for you to read in the Children's Commissioning Support Resource:

${title}
${link}

Sign in to read it. That you have opened it is noted beside it.
""",
)


def sent(event) -> None:
    """Have a letter sent to each who was told, once the sending is committed."""
    about = {"briefing": IUUID(event.briefing), "number": event.version.number}
    for user_id in event.version.told:
        ask(LETTER, user_id, **about)


class Letter(LetterJob):
    """Sends one letter, if its reader may open the briefing now."""

    title = _("job_briefing_letter", default="A letter about a briefing")

    def letter(self, user, briefing, number):
        """Return the letter in its reader's language."""
        for brain in api.content.find(UID=briefing):
            [version] = briefings.versions(brain.getObject())[number - 1 : number]
            return made_for(user, version.words, brain)
        return None


def made_for(user, words, brain):
    """Return the letter about a version of a briefing."""
    language = making.language_of(user)
    root = "/".join(api.portal.get().getPhysicalPath())
    link = site_address() + brain.getPath().removeprefix(root)
    # A subject has one line, whatever somebody has typed.
    title = " ".join(title_in(language, words.title, words.title_cy).split())
    name = user.getProperty("fullname", "") or user.getUserName()
    text = Message(TEXT, mapping={"name": name, "title": title, "link": link})
    subject = Message(SUBJECT, mapping={"title": title})
    return making.made(user, subject, text, language, f"{link} {words.title} {words.text}")
