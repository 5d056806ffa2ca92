"""What Plone's user folders ask: the only plugin for signing in and for setting passwords.

There is one in the user folder of the site and one in that of Zope's root. Names,
passwords and properties stay where they were (``source_users``, ``users``).
"""

from AccessControl.class_init import InitializeClass
from AccessControl.SecurityInfo import ClassSecurityInfo
from ccsr.content.noted import note
from ccsr.policy import accounts
from ccsr.policy.sign_in import attempts
from ccsr.policy.sign_in import cookies
from ccsr.policy.sign_in import hashing
from ccsr.policy.sign_in import pending
from ccsr.policy.sign_in import sessions
from ccsr.policy.sign_in import sources
from ccsr.policy.sign_in import strength
from Products.PlonePAS.interfaces.capabilities import IDeleteCapability
from Products.PlonePAS.interfaces.capabilities import IPasswordSetCapability
from Products.PlonePAS.interfaces.plugins import IUserManagement
from Products.PluggableAuthService.interfaces import plugins as pas_interfaces
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.interface import implementer


ID = "ccsr_sign_in"


@implementer(
    pas_interfaces.IAuthenticationPlugin,
    pas_interfaces.ICredentialsResetPlugin,
    pas_interfaces.IExtractionPlugin,
    pas_interfaces.IUserAdderPlugin,
    pas_interfaces.IValidationPlugin,
    IDeleteCapability,
    IPasswordSetCapability,
    IUserManagement,
)
class SignInPlugin(BasePlugin):
    """Asks attempts, sessions and strength; holds nothing itself."""

    meta_type = "CCSR Sign-in"
    security = ClassSecurityInfo()

    def __init__(self, id=ID, title="Passwords, lockout and sessions of CCSR"):
        self._setId(id)
        self.title = title

    # -- who it is

    @security.private
    def extractCredentials(self, request):
        """Return the token of a session."""
        token = cookies.token_of(request)
        return {} if token is None else {"token": token}

    @security.private
    def authenticateCredentials(self, credentials):
        """Return user id and login name of whoever the credentials are of."""
        if credentials.get("extractor") == self.getId():
            return self._by_session(credentials["token"])
        name, password = credentials.get("login"), credentials.get("password")
        if name is None or password is None:
            return None
        # Asked without an extractor, it is a form that asks for the present password.
        way = "basic" if "extractor" in credentials else "check"
        found = attempts.attempt(self.REQUEST, self._getPAS(), name, password, way).found
        return (found.user_id, found.login) if found and self._is_mine(found.folder) else None

    def _by_session(self, token):
        session = pending.session_of(self.REQUEST, token)
        if session is None or not self._is_mine(session.folder):
            return None
        if accounts.is_disabled(session.user_id):
            return None
        pas = self._getPAS()
        info = pas._verifyUser(pas.plugins, user_id=session.user_id)
        return info and (info["id"], info["login"])

    def _is_mine(self, folder):
        return folder == sources.path_of(self._getPAS())

    @security.private
    def resetCredentials(self, request, response):
        """End the session of whoever signs out."""
        sessions.sign_out(request)

    # -- passwords

    @security.private
    def validateUserInfo(self, user, set_id, set_info):
        """Say what to do about a password that is not good enough."""
        password = (set_info or {}).get("password")
        if password is None:
            return []
        found = strength.sentence(password, strength.about_request())
        return [{"id": "password", "error": found}] if found else []

    @security.private
    def doAddUser(self, login, password):
        """Add an account to the user folder."""
        strength.check(password, None)
        source = sources.user_sources(self._getPAS())[0]
        source.addUser(login, login, hashing.encoded(password))
        return True

    @security.private
    def doChangeUser(self, user_id, password, **kw):
        """Set a password; the account is signed out everywhere but where this is done."""
        found = self._found(user_id)
        if found is None:
            raise RuntimeError(f"User does not exist: {user_id}")
        strength.check(password, found.user)
        found.source.updateUserPassword(user_id, hashing.encoded(password))
        sessions.end_others(user_id, self.REQUEST)
        note("password-set", who=user_id)

    @security.private
    def doDeleteUser(self, user_id):
        """Delete an account."""
        found = self._found(user_id)
        if found is None:
            raise KeyError(f"User does not exist: {user_id}")
        found.source.removeUser(user_id)
        sessions.end_all(user_id)

    @security.public
    def allowDeletePrincipal(self, user_id):
        """Return whether the account is in this user folder."""
        return self._found(user_id) is not None

    @security.public
    def allowPasswordSet(self, user_id):
        """Return whether the account is in this user folder."""
        return self._found(user_id) is not None

    def _found(self, user_id):
        return sources.by_id(self._getPAS(), user_id)


InitializeClass(SignInPlugin)
