"""A letter as it goes out: from the portal, in a language, with a name of its own."""

from ccsr.policy.address import site_address
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate
from hashlib import sha256
from plone.base.interfaces.controlpanel import IMailSchema
from plone.registry.interfaces import IRegistry
from typing import Any
from urllib.parse import urlsplit
from zope.component import getUtility
from zope.i18n import translate
from zope.i18nmessageid import Message


def made(user: Any, subject: Message, text: Message, language: str, about: str) -> EmailMessage:
    """Return a letter to an account.

    ``about`` is the same where it is the same letter, so that a mail system knows a second one.
    """
    about = f"{user.getId()} {about}"
    return written(user.getProperty("email"), subject, text, language, about)


def written(mail: str, subject: Message, text: Message, language: str, about: str) -> EmailMessage:
    """Return a letter to an address; ``about`` as above."""
    letter = EmailMessage()
    letter["Subject"] = say(subject, language)
    letter["From"] = sender()
    letter["To"] = Address(display_name="", addr_spec=mail)
    letter["Date"] = formatdate()
    digest = sha256(about.encode()).hexdigest()[:40]
    letter["Message-ID"] = f"<{digest}@{urlsplit(site_address()).hostname}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(say(text, language))
    letter["Content-Language"] = language
    return letter


def language_of(user: Any) -> str:
    """Return the language in which an account is written to."""
    return (user.getProperty("language", "") or "en")[:2]


def say(message: Message, language: str) -> str:
    """Return a message, and those inside it, in a language."""
    mapping = {
        name: say(value, language) if isinstance(value, Message) else value
        for name, value in (message.mapping or {}).items()
    }
    return str(translate(Message(message, mapping=mapping), target_language=language))


def sender() -> Address:
    """Return whom the portal's letters are from."""
    settings = getUtility(IRegistry).forInterface(IMailSchema, check=False, prefix="plone")
    return Address(settings.email_from_name or "", addr_spec=settings.email_from_address)
