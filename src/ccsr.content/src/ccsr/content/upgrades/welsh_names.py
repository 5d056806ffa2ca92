"""1006 → 1007: what lists on Welsh pages go by; closed liaison items by the day in Wales."""

from ccsr.content.interfaces import IReviewed
from ccsr.content.upgrades.everything import everything
from ccsr.content.upgrades.everything import index


def order_in_welsh(setup):
    """Add the index and fill it."""
    setup.runImportStepFromProfile("profile-ccsr.content:default", "catalog")
    for thing in everything(object_provides=IReviewed.__identifier__):
        index(thing, "welsh_name")
    for item in everything(portal_type="LiaisonItem"):
        index(item, "retention_events")
