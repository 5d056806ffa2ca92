"""1004 → 1005: who keeps the areas of governance and readiness."""

from ccsr.content.content.readiness.framework_install import ensure_frameworks
from ccsr.policy.areas import ensure_areas
from plone import api


def keep_areas(setup) -> None:
    """Grant the permissions, bind the workflows and open the areas to those who keep them."""
    for step in ("rolemap", "workflow"):
        setup.runImportStepFromProfile("profile-ccsr.policy:default", step)
    ensure_areas(api.portal.get())


def add_frameworks(setup) -> None:
    """Put the frameworks that come with the product into the area of readiness."""
    ensure_frameworks(api.portal.get()["readiness"])
