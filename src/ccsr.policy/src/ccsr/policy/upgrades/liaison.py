"""1002 → 1003: the workflow of liaison items, and who files them."""

from ccsr.policy.areas import ensure_areas
from plone import api


def add_workflow(setup) -> None:
    """Add the workflow and the permissions; the area of liaison takes its items."""
    for step in ("rolemap", "workflow"):
        setup.runImportStepFromProfile("profile-ccsr.policy:default", step)
    ensure_areas(api.portal.get())
