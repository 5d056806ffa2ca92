"""What the profile's XML cannot say."""

from ccsr.content.content.readiness.framework_install import ensure_frameworks
from ccsr.policy.accounts.install import ensure_login_names
from ccsr.policy.areas import ensure_areas
from ccsr.policy.concern_form import ensure_concern_form
from ccsr.policy.groups import ensure_groups
from ccsr.policy.sign_in.install import ensure_plugins
from plone import api
from Products.CMFCore.indexing import processQueue


def after_install(setup_tool):
    """Make groups and areas, left alone where they exist; put the sign-in into the user folders."""
    ensure_groups()
    ensure_login_names()
    ensure_plugins()
    ensure_areas(api.portal.get())
    ensure_frameworks(api.portal.get()["readiness"])
    ensure_concern_form(api.portal.get())
    # Indexed later, when this may not be the site any more, they would be of no known type.
    processQueue()
