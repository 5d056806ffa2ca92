"""1003 → 1004: the area of what was uploaded and is to be filed."""

from ccsr.policy.areas import ensure_areas
from plone import api


def add_area(setup) -> None:
    """Make the area; what lies in it has no workflow."""
    setup.runImportStepFromProfile("profile-ccsr.policy:default", "workflow")
    ensure_areas(api.portal.get())
