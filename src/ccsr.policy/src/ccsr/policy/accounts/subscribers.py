"""What follows when something happens to an account."""

from ccsr.policy.accounts import inviting
from ccsr.policy.accounts import standing
from plone import api
from zope.component.hooks import getSite


def properties_updated(event) -> None:
    """Let whoever signs in with the e-mail address sign in with a changed one."""
    mail = str(event.properties.get("email") or "").lower()
    user_id, login = event.principal.getId(), event.principal.getUserName()
    signs_in_by_mail = login != user_id and "@" in login
    if mail and mail != login and signs_in_by_mail and not inviting.is_login(mail):
        api.portal.get_tool("acl_users").updateLoginName(user_id, mail)


def account_deleted(event) -> None:
    """Forget what was kept of an account that is gone."""
    if getSite() is not None:
        standing.forget(event.principal)
