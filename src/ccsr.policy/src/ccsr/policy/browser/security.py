"""``@@ccsr-security``: what an administrator sets about security."""

from ccsr.policy import _
from ccsr.policy.security_settings import ISecuritySettings
from ccsr.policy.sign_in.settings import PREFIX
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm


class SecurityForm(RegistryEditForm):
    """The form behind the page."""

    schema = ISecuritySettings
    schema_prefix = PREFIX
    label = _("security_title", default="Security")


class SecurityPanel(ControlPanelFormWrapper):
    """The page."""

    form = SecurityForm
