"""What follows when something happens to an account."""

from ccsr.policy.accounts import standing
from ccsr.policy.domain.invitations import is_address
from ccsr.policy.sign_in import sources
from plone import api
from zope.component.hooks import getSite


def properties_updated(event) -> None:
    """Let whoever signs in with the e-mail address sign in with a changed one."""
    mail = str(event.properties.get("email") or "").lower()
    user_id, login = event.principal.getId(), event.principal.getUserName()
    signs_in_by_mail = login != user_id and "@" in login
    folder = api.portal.get_tool("acl_users")
    if signs_in_by_mail and mail != login and _is_free(folder, mail):
        folder.updateLoginName(user_id, mail)


def _is_free(folder, mail):
    # Whoever may set their address could else take the name of an administrator of the root.
    return is_address(mail) and sources.find(folder, mail) is None


def account_deleted(event) -> None:
    """Forget what was kept of an account that is gone."""
    if getSite() is not None:
        standing.forget(event.principal)
