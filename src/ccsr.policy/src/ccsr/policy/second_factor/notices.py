"""E-mail to the owner of an account about its second factor, in case it was not they."""

from ccsr.policy import _
from ccsr.policy.address import site_address
from dataclasses import dataclass
from plone import api
from plone.base.interfaces.controlpanel import IMailSchema
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Notice:
    """Subject and text; the text is given ``url``, and what the kind says."""

    subject: Message
    text: Message


NOTICES = {
    "set": Notice(
        _("mail_second_factor_set_subject", default="A second factor was set up for your account"),
        _(
            "mail_second_factor_set",
            default="Signing in to ${url} as ${name} now asks for a code after the password.\n\n"
            "If it was not you who set this up, tell CCSR at once.",
        ),
    ),
    "removed": Notice(
        _("mail_second_factor_removed_subject", default="Your second factor was turned off"),
        _(
            "mail_second_factor_removed",
            default="Signing in to ${url} as ${name} no longer asks for a code after the "
            "password.\n\nIf it was not you who turned this off, tell CCSR at once.",
        ),
    ),
    "reset": Notice(
        _(
            "mail_second_factor_reset_subject",
            default="An administrator has reset your second factor",
        ),
        _(
            "mail_second_factor_reset",
            default="The codes for ${name} on ${url} are no longer taken. Sign in with your "
            "password and set up new ones.\n\nIf you did not ask for this, tell CCSR at once.",
        ),
    ),
    "recovered": Notice(
        _("mail_second_factor_recovered_subject", default="A recovery code was used"),
        _(
            "mail_second_factor_recovered",
            default="Somebody signed in to ${url} as ${name} with a recovery code. Codes that "
            "are left: ${left}.\n\nIf it was not you, tell CCSR at once.",
        ),
    ),
    "tried": Notice(
        _("mail_second_factor_tried_subject", default="Wrong codes were typed for your account"),
        _(
            "mail_second_factor_tried",
            default="Too many wrong codes were typed for ${name} on ${url}, so nobody can sign "
            "in as ${name} for a while.\n\nIf it was not you, somebody knows your password: tell "
            "CCSR at once.",
        ),
    ),
    "codes": Notice(
        _("mail_second_factor_codes_subject", default="New recovery codes were made"),
        _(
            "mail_second_factor_codes",
            default="New recovery codes were made for ${name} on ${url}. The old ones are no "
            "longer taken.\n\nIf it was not you, tell CCSR at once.",
        ),
    ),
}


def send(user, kind: str, **values) -> None:
    """Send a notice when the request is done; a site without mail sends nothing."""
    address, site = user.getProperty("email", ""), getSite()
    if not address or site is None or not _is_set_up():
        return
    notice, language = NOTICES[kind], user.getProperty("language", "") or "en"
    mapping = {"url": site_address(), "name": user.getUserName(), **values}
    api.portal.send_email(
        recipient=address,
        subject=translate(notice.subject, target_language=language),
        body=translate(Message(notice.text, mapping=mapping), target_language=language),
    )


def _is_set_up():
    mail = getUtility(IRegistry).forInterface(IMailSchema, check=False, prefix="plone")
    return bool(mail.smtp_host and mail.email_from_address)
