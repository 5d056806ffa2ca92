"""1004 → 1005: who keeps the areas of governance and readiness."""

from ccsr.policy.areas import ensure_areas
from plone import api


def keep_areas(setup) -> None:
    """Grant the permissions, bind the workflows and open the areas to those who keep them."""
    for step in ("rolemap", "workflow"):
        setup.runImportStepFromProfile("profile-ccsr.policy:default", step)
    ensure_areas(api.portal.get())
