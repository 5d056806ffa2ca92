"""Putting the plugin into the user folders, in place of Plone's own ways in.

Left alone: where names, properties, groups and roles come from. Taken out of use
are plone.session's ticket and plone.restapi's JWT, which nobody can revoke; the
cookie that holds a password; and names and passwords in the fields of any page.
"""

from ccsr.policy.sign_in import sources
from ccsr.policy.sign_in.plugin import ID
from ccsr.policy.sign_in.plugin import SignInPlugin
from plone import api
from Products.PlonePAS.interfaces.plugins import IUserManagement
from Products.PlonePAS.setuphandlers import registerPluginTypes
from Products.PluggableAuthService.interfaces import plugins as pas_interfaces


#: What is ours alone, or shared with the plugins named.
ALSO = {
    pas_interfaces.IAuthenticationPlugin: (),
    pas_interfaces.ICredentialsResetPlugin: (),
    pas_interfaces.ICredentialsUpdatePlugin: (),
    pas_interfaces.IExtractionPlugin: ("credentials_basic_auth",),
    pas_interfaces.IUserAdderPlugin: (),
    pas_interfaces.IValidationPlugin: (),
    IUserManagement: (),
}


def ensure_plugins(_setup_tool=None) -> None:
    """Put the plugin into the user folder of the site and into that of the root."""
    for pas in sources.folders(api.portal.get().acl_users):
        _ensure(pas)


def _ensure(pas):
    if ID not in pas.objectIds():
        pas._setObject(ID, SignInPlugin())
    # Zope's root knows no plugins that set passwords until it is told of them.
    registerPluginTypes(pas)
    for interface, others in ALSO.items():
        active = pas.plugins.listPluginIds(interface)
        for name in active:
            if name not in (ID, *others):
                pas.plugins.deactivatePlugin(interface, name)
        if ID not in active and interface.providedBy(pas[ID]):
            pas.plugins.activatePlugin(interface, ID)
            pas.plugins.movePluginsTop(interface, [ID])
