"""``@login``, ``@login-renew``, ``@logout``: sessions for programs, as plone.restapi has them.

What they answer is the token of a session of ours, sent as ``Authorization: Bearer``.
"""

from ccsr.content.services.faults import fault
from ccsr.policy import _
from ccsr.policy.browser.sign_in.page import WAIT
from ccsr.policy.browser.sign_in.page import WRONG
from ccsr.policy.browser.sign_in.password import faults_of_new
from ccsr.policy.second_factor import trying
from ccsr.policy.sign_in import attempts
from ccsr.policy.sign_in import entering
from ccsr.policy.sign_in import sessions
from ccsr.policy.sign_in import settings
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from plone.restapi.services.users.add import UsersPost as PlonesUsersPost
from zExceptions import NotFound
from zope.interface import alsoProvides


MISSING = _("api_sign_in_missing", default="Give “login” and “password”.")
CODE = _("api_sign_in_code", default="Give the code of your authenticator app as “code”.")
ENROL = _(
    "api_sign_in_enrol",
    default="This account needs a second factor. Sign in with a browser to set it up.",
)
PRESENT = _("password_present_wrong", default="This is not your present password.")


class Answering(Service):
    """A service that answers errors as plone.restapi does."""

    def fault(self, status, kind, message):
        """Return an error; its sentence is in the reader's language."""
        return fault(self.request, status, kind, message)


class Login(Answering):
    """Begins a session."""

    def reply(self):
        """Return its token, or one answer for all names that are wrong, and one for all that wait."""
        data = json_body(self.request)
        name, password = data.get("login"), data.get("password")
        if not isinstance(name, str) or not isinstance(password, str):
            return self.fault(400, "Missing credentials", MISSING)
        verdict = attempts.attempt(self.request, self.context.acl_users, name, password, "api")
        if verdict.outcome == "wait":
            return self.wait()
        if verdict.found is None:
            return self.fault(401, "Invalid credentials", WRONG)
        return self.proven(verdict.found, data.get("code"))

    def wait(self):
        """Return that one must wait, whether there is such an account or not."""
        minutes = settings.value("lock_minutes")
        self.request.response.setHeader("Retry-After", str(minutes * 60))
        message = _(WAIT, default=WAIT.default, mapping={"minutes": minutes})
        return self.fault(429, "Too many attempts", message)

    def proven(self, found, code):
        """Return the token where nothing more is asked for, or the code is right."""
        user = found.user
        stage = entering.stage_of(user)
        if stage == "enrol":
            return self.fault(403, "Second factor required", ENROL)
        if stage and not (isinstance(code, str) and code):
            return self.fault(401, "Second factor required", CODE)
        outcome = trying.code(user, self.request, code) if stage else "right"
        if outcome == "wait":
            return self.wait()
        if outcome == "wrong":
            return self.fault(401, "Invalid code", CODE)
        return {"token": entering.enter(self.request, user, "api", proven=True).token}


class Renew(Answering):
    """Gives a session another token; the one before is worth nothing from then on."""

    def reply(self):
        """Return the new token."""
        session = sessions.current(self.request)
        if session is None or session.stage:
            return self.fault(401, "Invalid or expired authentication token", WRONG)
        return {"token": sessions.renew(session.id)}


class Logout(Service):
    """Ends the session."""

    def reply(self):
        """Answer nothing."""
        sessions.sign_out(self.request)
        return self.reply_no_content()


class UsersPost(PlonesUsersPost, Answering):
    """Adds accounts; of ``@users/NAME/reset-password`` only what is about oneself.

    Plone's tells which names exist, and sends links from here.
    """

    def reply(self):
        """Add accounts, or set one's own password."""
        if not self.params:
            return super().reply()
        if self.params != [api.user.get_current().getId(), "reset-password"]:
            raise NotFound("/".join(self.params))
        return self.own_password(json_body(self.request))

    def own_password(self, data):
        """Set the password of whoever asks, who gives the present one."""
        user = api.user.get_current().getUser()
        pas, old = user.aq_inner.aq_parent, data.get("old_password")
        verdict = attempts.attempt(self.request, pas, user.getUserName(), old, "check")
        if verdict.found is None:
            return self.fault(403, "Wrong password", PRESENT)
        new = data.get("new_password")
        fault = faults_of_new({"new": new, "again": new}, user)["new"]
        if fault:
            return self.fault(400, "Invalid password", fault)
        alsoProvides(self.request, IDisableCSRFProtection)
        pas.userSetPassword(user.getId(), new)
        return self.reply_no_content()
