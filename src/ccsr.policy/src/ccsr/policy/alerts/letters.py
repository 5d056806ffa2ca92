"""The letters: names of services, what it is about, and links; nothing of any document."""

from ccsr.policy import _
from ccsr.policy.address import site_address
from ccsr.policy.alerts.seeing import Seen
from ccsr.policy.domain.alerts import KINDS
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate
from hashlib import sha256
from plone.base.interfaces.controlpanel import IMailSchema
from plone.registry.interfaces import IRegistry
from urllib.parse import urlsplit
from zope.component import getUtility
from zope.i18n import translate
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
    made = EmailMessage()
    made["Subject"] = say(subject(things), language)
    made["From"] = _sender()
    made["To"] = Address(display_name="", addr_spec=user.getProperty("email"))
    made["Date"] = formatdate()
    # The same for the same alerts, so that a mail system knows a second one.
    numbers = " ".join(str(number) for number, _kind, _seen in things)
    host = urlsplit(site_address()).hostname
    digest = sha256(f"{user.getId()} {numbers}".encode()).hexdigest()[:40]
    made["Message-ID"] = f"<{digest}@{host}>"
    made["Auto-Submitted"] = "auto-generated"
    stop = f"{site_address()}/{PAGE}/{secret}"
    made["List-Unsubscribe"] = f"<{stop}>"
    made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(say(Message(TEXT, mapping=_values(things, stop, language)), language))
    made["Content-Language"] = language
    return made


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


def say(message, language):
    """Return a message, and those inside it, in a language."""
    mapping = {
        name: say(value, language) if isinstance(value, Message) else value
        for name, value in (message.mapping or {}).items()
    }
    return translate(Message(message, mapping=mapping), target_language=language)


def _sender():
    settings = getUtility(IRegistry).forInterface(IMailSchema, check=False, prefix="plone")
    return Address(settings.email_from_name or "", addr_spec=settings.email_from_address)
