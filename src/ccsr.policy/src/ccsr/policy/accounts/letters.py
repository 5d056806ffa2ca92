"""The letter that invites somebody, in English or Welsh."""

from ccsr.policy import _
from dataclasses import dataclass
from plone import api
from plone.base.interfaces.controlpanel import IMailSchema
from plone.registry.interfaces import IRegistry
from smtplib import SMTPException
from zope.component import getUtility
from zope.i18n import translate
from zope.i18nmessageid import Message

import logging


logger = logging.getLogger(__name__)

SUBJECT = _("invite_mail_subject", default="Your account for CCSR")
TEXT = _(
    "invite_mail_text",
    default="""Dear ${name},

An account was made for you in the Children's Commissioning Support Resource, where the local authorities of Wales read about children's homes and fostering services.

Open this link and choose your password:

${link}

The link works once, and until ${until}. Keep it to yourself: whoever opens it first has the account. After that you sign in with this e-mail address.

If you did not expect this letter, do nothing. Without the link nobody can use the account.
""",
)


@dataclass(frozen=True)
class Letter:
    """An invitation as it is sent; ``until`` is a day in words."""

    mail: str
    name: str
    link: str
    until: str
    language: str


def is_set_up() -> bool:
    """Return whether the site can send e-mail at all."""
    settings = getUtility(IRegistry).forInterface(IMailSchema, check=False, prefix="plone")
    return bool(settings.smtp_host and settings.email_from_address)


def send(letter: Letter) -> bool:
    """Send a letter now; return whether the mail server took it."""
    if not is_set_up():
        return False
    values = {"name": letter.name, "link": letter.link, "until": letter.until}
    try:
        api.portal.send_email(
            recipient=letter.mail,
            subject=translate(SUBJECT, target_language=letter.language),
            body=translate(Message(TEXT, mapping=values), target_language=letter.language),
            immediate=True,
        )
    except (SMTPException, OSError) as error:
        logger.error("The invitation to an account could not be sent: %s", error)
        return False
    return True
