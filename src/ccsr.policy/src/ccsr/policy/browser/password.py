"""The page on which who is signed in changes their password."""

from ccsr.content.browser.forms import NativeChecks
from ccsr.policy import _
from plone.app.users.browser.passwordpanel import PasswordPanel
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class ChangePassword(NativeChecks, PasswordPanel):
    """Plone's form without the way to its pages about a person, which nobody needs here."""

    template = ViewPageTemplateFile("templates/change_password.pt")
    label = _("change_password_title", default="Change password")
    description = ""
