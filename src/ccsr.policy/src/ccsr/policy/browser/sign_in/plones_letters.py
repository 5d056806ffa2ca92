"""Plone's own letters, to whom an administrator has added or given a new password."""

from ccsr.policy.address import site_address
from pathlib import Path
from Products.CMFPlone.browser.login import password_reset
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


TEMPLATES = str(Path(password_reset.__file__).with_name("templates"))


class Letter(password_reset.PasswordResetToolView):
    """Leads to the portal's own address, not to the one that a request names."""

    def __call__(self, *args, **options):
        """Return the letter."""
        return self.index(*args, **options)

    def construct_url(self, randomstring):
        """Return the address of a link."""
        return f"{site_address()}/passwordreset/{randomstring}"


class NewPassword(Letter):
    """A link to set a new password."""

    index = ViewPageTemplateFile("mail_password_template.pt", TEMPLATES)


class NewAccount(Letter):
    """A link to set the first one."""

    index = ViewPageTemplateFile("registered_notify_template.pt", TEMPLATES)
