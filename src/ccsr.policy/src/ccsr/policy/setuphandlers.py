"""What the profile's XML cannot say."""

from ccsr.policy.areas import ensure_areas
from ccsr.policy.groups import ensure_groups
from plone import api


def after_install(setup_tool):
    """Make groups and areas; both are left alone where they exist."""
    ensure_groups()
    ensure_areas(api.portal.get())
