"""1005 → 1006: where services are, for what is near a place."""

from ccsr.content.domain.facets import TYPES
from ccsr.content.upgrades.everything import everything
from ccsr.content.upgrades.everything import index


def know_whereabouts(setup):
    """Add the index and fill it."""
    setup.runImportStepFromProfile("profile-ccsr.content:default", "catalog")
    for thing in everything(portal_type=[term.token for term in TYPES]):
        index(thing, "whereabouts")
