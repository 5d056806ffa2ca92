"""The letter about what is due, in the language of whoever gets it."""

from ccsr.content.browser import display
from ccsr.content.domain import dates
from ccsr.content.domain.dues import is_overdue
from ccsr.content.domain.dues import KINDS
from ccsr.content.domain.naming import title_in
from ccsr.policy import _
from ccsr.policy.address import site_address
from ccsr.policy.domain.due_reminders import key
from ccsr.policy.letters import making
from zope.i18nmessageid import Message


ONE = _("due_mail_one", default="CCSR: ${title}, ${day}")
MANY = _("due_mail_many", default="CCSR: ${count} things are due")
TEXT = _(
    "due_mail_text",
    default="""Dear ${name},

This is due:

${lines}

All that is yours to do: ${mine}

If it is done, say so there, and nobody asks you again.
""",
)
LINE = _("due_mail_line", default="${day}: ${title} (${kind})")
LATE = _("due_mail_late", default="${day}, overdue: ${title} (${kind})")


def made_for(user, found):
    """Return one letter about pairs of a ``Due`` and the stage it is told at."""
    language = making.language_of(user)
    found = sorted(found, key=lambda pair: (pair[0].day, pair[0].title))
    lines = "\n".join(_line(due, language) for due, _stage in found)
    name = user.getProperty("fullname") or user.getUserName()
    mapping = {"name": name, "lines": lines, "mine": f"{site_address()}/@@mine"}
    about = " ".join(f"{key(due, stage)} {due.day}" for due, stage in found)
    subject = _subject([due for due, _stage in found], language)
    return making.made(user, subject, Message(TEXT, mapping=mapping), language, about)


def _subject(dues, language):
    if len(dues) > 1:
        return Message(MANY, mapping={"count": str(len(dues))})
    return Message(ONE, mapping=_about(dues[0], language))


def _line(due, language):
    sentence = LATE if is_overdue(due, dates.today()) else LINE
    return making.say(Message(sentence, mapping=_about(due, language)), language)


def _about(due, language):
    title = title_in(language, due.title, due.title_cy)
    # A subject has one line, whatever somebody has typed.
    return {
        "title": " ".join(title.split()),
        "day": display.day(due.day, {"LANGUAGE": language}),
        "kind": making.say(KINDS[due.kind], language) if due.kind in KINDS else due.kind,
    }
