"""The letters: names of services, what it is about, and links; nothing of any document."""

from ccsr.policy import _
from ccsr.policy.address import site_address
from ccsr.policy.alerts.seeing import Seen
from ccsr.policy.domain.alerts import KINDS
from ccsr.policy.letters import making
from ccsr.policy.letters.making import say
from email.message import EmailMessage
from zope.i18nmessageid import Message


PAGE = "alerts-unsubscribe"

ONE = _("alert_mail_one", default="CCSR: ${kind}, ${service}")
MANY = _("alert_mail_many", default="CCSR: ${count} changes")
LINE = _("alert_mail_line", default="${kind}: ${service}")
TEXT = _(
    "alert_mail_text",
    default="""You asked to be told of this:

${lines}

Sign in to read it. All your alerts: ${alerts}

Change what you are told of: ${settings}
Stop these e-mails with one click: ${stop}
""",
)


def letter(user, things: list[tuple[int, str, Seen]], secret: str, language: str) -> EmailMessage:
    """Return the letter about alerts: number, kind and what is seen of each."""
    numbers = " ".join(str(number) for number, _kind, _seen in things)
    stop = f"{site_address()}/{PAGE}/{secret}"
    text = Message(TEXT, mapping=_values(things, stop, language))
    letter = making.made(user, subject(things), text, language, numbers)
    letter["List-Unsubscribe"] = f"<{stop}>"
    letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return letter


def subject(things):
    """Return what stands in the subject."""
    if len(things) > 1:
        return Message(MANY, mapping={"count": str(len(things))})
    [(_number, kind, seen)] = things
    return Message(ONE, mapping={"kind": KINDS[kind], "service": seen.service})


def _values(things, stop, language):
    address = site_address()
    lines = []
    for _number, kind, seen in things:
        about = {"kind": say(KINDS[kind], language), "service": seen.service}
        lines.append(f"{say(Message(LINE, mapping=about), language)}\n{address}{seen.path}")
    return {
        "lines": "\n\n".join(lines),
        "alerts": f"{address}/@@alerts",
        "settings": f"{address}/@@subscriptions",
        "stop": stop,
    }
