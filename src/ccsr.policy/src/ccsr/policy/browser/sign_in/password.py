"""The page on which who is signed in changes their password."""

from ccsr.policy import _
from ccsr.policy.sign_in import attempts
from ccsr.policy.sign_in import strength
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from zope.i18n import translate


CHANGED = _(
    "password_changed",
    default="Your password is changed. You are signed out everywhere else.",
)
WRONG = _("password_present_wrong", default="This is not your present password.")
WAIT = _("password_present_wait", default="Too many attempts. Wait and try again later.")
NOT_SAME = _("password_not_same", default="The two new passwords are not the same.")


class ChangePassword(BrowserView):
    """Asks for the present password and for the new one, twice.

    Plone's own form would write down the roles of the account's groups as its own.
    """

    page_title = _("change_password_title", default="Change password")

    def __call__(self):
        """Change it where all is right."""
        self.faults = {}
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            self.faults = self.found_faults()
            if not self.faults:
                return self.change()
        return self.index()

    def found_faults(self):
        """Return what to do about each field."""
        user, sent = api.user.get_current().getUser(), self.request.form
        faults = {"present": self.fault_of_present(user, sent.get("present"))}
        faults.update(faults_of_new(sent, user))
        return {name: translate(one, context=self.request) for name, one in faults.items() if one}

    def fault_of_present(self, user, present):
        """Return what is wrong with the present password; wrong ones are counted."""
        pas, name = self.context.acl_users, user.getUserName()
        outcome = attempts.attempt(self.request, pas, name, present, "check").outcome
        return {"wrong": WRONG, "wait": WAIT}.get(outcome)

    def change(self):
        """Set the password and go home."""
        user = api.user.get_current().getUser()
        user.aq_inner.aq_parent.userSetPassword(user.getId(), self.request.form["new"])
        IStatusMessage(self.request).add(translate(CHANGED, context=self.request), "info")
        self.request.response.redirect(self.context.absolute_url())
        return ""


def faults_of_new(sent, user):
    """Return what to do about a new password and its repetition."""
    new, again = sent.get("new"), sent.get("again")
    if not isinstance(new, str):
        new = ""
    return {
        "new": strength.sentence(new, strength.words_of(user)),
        "again": None if new == again else NOT_SAME,
    }
