"""The reminder itself, in the language of whoever gets it."""

from ccsr.content.browser import display
from ccsr.content.domain.naming import title_in
from ccsr.policy import _
from ccsr.policy.letters import making
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from zope.i18n import translate
from zope.i18nmessageid import Message


SUBJECT = _("claim_reminder_subject", default="CCSR: are your vacancies still right?")
TEXT = _(
    "claim_reminder_text",
    default="""Dear ${name},

What you told CCSR about these services is out of date. Local authorities that look for a place see that it is.

${services}

Open this page and say what is true now. If nothing has changed, one press of a button says so.

${links}

CCSR is no way to tell the inspectorate: you must tell it directly whatever the law says that you must.
""",
)
LINE = _("claim_reminder_line", default="${service}: true on ${day}")


@dataclass(frozen=True)
class Stale:
    """A service whose vacancies were true on a day that is too long ago."""

    uid: str
    title: str
    title_cy: str | None
    true_on: date
    link: str


def made_for(user, services: list[Stale]) -> EmailMessage:
    """Return one reminder about all these services."""
    language = making.language_of(user)
    lines = "\n".join(_line(one, language) for one in services)
    links = "\n".join(dict.fromkeys(one.link for one in services))
    name = user.getProperty("fullname") or user.getUserName()
    text = Message(TEXT, mapping={"name": name, "services": lines, "links": links})
    return making.made(user, SUBJECT, text, language, lines)


def _line(service: Stale, language: str) -> str:
    day = display.day(service.true_on, {"LANGUAGE": language})
    title = title_in(language, service.title, service.title_cy)
    line = Message(LINE, mapping={"service": title, "day": day})
    return str(translate(line, target_language=language))
