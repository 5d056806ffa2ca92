"""Where accounts are: the user folder of the site, and the one of Zope's root above it."""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from ccsr.policy.sign_in import settings
from contextlib import closing
from dataclasses import dataclass
from Products.PluggableAuthService.interfaces.authservice import IPluggableAuthService
from Products.PluggableAuthService.plugins.ZODBUserManager import ZODBUserManager
from transaction import TransactionManager
from typing import Any


@dataclass(frozen=True)
class Found:
    """An account: its ids, what is kept of its password, and where it is."""

    user_id: str
    login: str
    reference: bytes
    pas: Any
    source: Any

    @property
    def folder(self) -> str:
        """Return the path of what holds its user folder."""
        return path_of(self.pas)

    @property
    def user(self) -> Any:
        """Return the user."""
        return self.pas.getUserById(self.user_id)


def path_of(pas) -> str:
    """Return the path of what holds a user folder."""
    return settings.path_of(aq_parent(aq_inner(pas)))


def folders(pas):
    """Return a user folder and those above it."""
    found = []
    holder = aq_parent(aq_inner(pas))
    while holder is not None:
        folder = getattr(aq_base(holder), "acl_users", None)
        if IPluggableAuthService.providedBy(folder):
            found.append(folder.__of__(holder))
        holder = aq_parent(aq_inner(holder))
    return found


def holder_at(app, path: str):
    """Return what holds the user folder at a path."""
    for name in filter(None, path.split("/")):
        app = app[name]
    return app


def user_sources(pas):
    """Return what holds names and passwords in a user folder."""
    return [one for one in pas.objectValues() if isinstance(aq_base(one), ZODBUserManager)]


def find(pas, name: str) -> Found | None:
    """Return the account of this name, the site's before the root's."""
    for folder in folders(pas):
        login = folder.applyTransform(name)
        for source in user_sources(folder):
            user_id = source._login_to_userid.get(login)
            if user_id is not None:
                return _found(folder, source, user_id, login)
    return None


def by_id(pas, user_id: str) -> Found | None:
    """Return the account with this id in one user folder."""
    for source in user_sources(pas):
        login = source._userid_to_login.get(user_id)
        if login is not None:
            return _found(pas, source, user_id, login)
    return None


def is_unchanged(pas, user_id: str) -> bool:
    """Return whether what is kept of a password is at this moment what this request has read."""
    found = by_id(pas, user_id)
    if found is None:
        return False
    source = aq_base(found.source)
    with closing(source._p_jar.db().open(TransactionManager())) as connection:
        reference = connection.get(source._p_oid)._user_passwords.get(user_id)
    return _bytes(reference) == found.reference


def _found(pas, source, user_id, login):
    reference = _bytes(source._user_passwords[user_id])
    return Found(user_id, login, reference, pas, source)


def _bytes(reference):
    return reference.encode() if isinstance(reference, str) else reference
