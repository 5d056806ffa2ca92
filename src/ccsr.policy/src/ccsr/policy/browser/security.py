"""``@@ccsr-security``: what an administrator sets about security."""

from ccsr.policy import _
from ccsr.policy.security_settings import ISecuritySettings
from ccsr.policy.sign_in.settings import PREFIX
from plone import api
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from z3c.form.interfaces import DISPLAY_MODE


#: Who sets these could enter as whoever has every right: they name whom a proxy lets
#: in, and where links to set a password lead.
OF_MANAGERS = ("proxy_header", "proxy_second_factor", "public_address")


class SecurityForm(RegistryEditForm):
    """The form behind the page."""

    schema = ISecuritySettings
    schema_prefix = PREFIX
    label = _("security_title", default="Security")

    def updateFields(self):
        """Show what only somebody with every right sets; it is not taken from others."""
        super().updateFields()
        if not api.user.has_permission("Manage portal", obj=self.context):
            for name in OF_MANAGERS:
                self.fields[name].mode = DISPLAY_MODE


class SecurityPanel(ControlPanelFormWrapper):
    """The page."""

    form = SecurityForm
