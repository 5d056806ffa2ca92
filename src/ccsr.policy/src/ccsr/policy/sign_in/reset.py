"""Links to set a new password: by e-mail, for once, for a day.

The request only leaves a note of the name; whether there is such an account is
looked up afterwards (``later``), so that no answer and no time tells.
"""

from ccsr.content.domain.counting import counted
from ccsr.policy import _
from ccsr.policy import accounts
from ccsr.policy.address import site_address
from ccsr.policy.sign_in import later
from ccsr.policy.sign_in import lockout
from ccsr.policy.sign_in import sessions
from ccsr.policy.sign_in import settings
from ccsr.policy.sign_in import sources
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from functools import partial
from hashlib import sha256
from plone import api
from zope.component.hooks import setSite
from zope.i18n import translate

import logging
import secrets


logger = logging.getLogger(__name__)

#: How what is kept of a token begins, so that it is none itself.
KEPT = "sha256:"
#: Links for one account within an hour.
MOST = 3

SUBJECT = _("reset_mail_subject", default="CCSR: set a new password")
TEXT = _(
    "reset_mail_text",
    default="""Somebody, probably you, has asked for a new password for your CCSR account.

Open this address to set it. It works once, for ${hours}:

${address}

Was it not you? Then there is nothing to do: your password stays as it is.
""",
)


def ask(site, name: str, language: str) -> None:
    """Send a link to the account of this name soon, if there is one."""
    later.do(partial(_send, settings.path_of(site), name, language, site_address()))


def user_of(site, token: str):
    """Return the user that a link is of, None where it holds no more."""
    tool = site.portal_password_reset
    user_id, until = tool._requests.get(_key(tool, token), ("", None))
    if until is None or tool.expired(until) or accounts.is_disabled(user_id):
        return None
    return site.acl_users.getUserById(user_id)


def use(site, token: str, password: str) -> None:
    """Set the password by a link, which holds no more; end all sessions, and any wait."""
    user = user_of(site, token)
    site.acl_users.userSetPassword(user.getId(), password)
    tool = site.portal_password_reset
    for key, (user_id, _until) in list(tool._requests.items()):
        if user_id == user.getId():
            del tool._requests[key]
    sessions.end_all(user.getId())
    lockout.unlock(user.getUserName())


def _send(site_path, name, language, site_address, app):
    site = sources.holder_at(app, site_path)
    setSite(site)
    found = sources.find(site.acl_users, name)
    if found is None or found.folder != site_path or accounts.is_disabled(found.user_id):
        logger.info("No link to set a new password: there is no such account")
        return
    email = found.user.getProperty("email", "")
    token = _new_token(site, found.user_id)
    if token and email:
        address = f"{site_address}/passwordreset/{token}"
        _mail(
            email,
            language,
            {"address": address, "hours": counted("hours", settings.value("reset_hours"))},
        )


def _new_token(site, user_id):
    tool, now = site.portal_password_reset, datetime.now(UTC).replace(tzinfo=None)
    tool.clearExpired()
    span = timedelta(hours=settings.value("reset_hours"))
    fresh = [
        one for one, until in tool._requests.values() if until - span > now - timedelta(hours=1)
    ]
    if fresh.count(user_id) >= MOST:
        logger.info("No link to set a new password: several were sent within the hour")
        return None
    token = secrets.token_urlsafe(32)
    # Plone keeps what it mails; who reads a backup need not be able to use it.
    tool._requests[_kept(token)] = (user_id, now + span)
    return token


def _mail(email, language, mapping):
    text = translate(_(TEXT, default=TEXT.default, mapping=mapping), target_language=language)
    subject = translate(SUBJECT, target_language=language)
    try:
        api.portal.send_email(recipient=email, subject=subject, body=text)
    except ValueError as error:
        logger.error("The link to set a new password could not be sent: %s", error)


def _key(tool, token):
    """Return under what a link is kept; those of Plone's own mails as they are."""
    kept = _kept(token)
    return token if kept not in tool._requests and not token.startswith(KEPT) else kept


def _kept(token):
    return KEPT + sha256(token.encode()).hexdigest()
