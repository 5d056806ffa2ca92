"""1002 → 1003: which conditions have values that an officer has still to confirm."""

from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.upgrades.everything import everything
from ccsr.content.upgrades.everything import index


def index_open(setup):
    """Add the index and fill it: of what stands there nobody has confirmed anything."""
    setup.runImportStepFromProfile("profile-ccsr.content:default", "catalog")
    for condition in everything(object_provides=IRegistrationCondition.__identifier__):
        index(condition, "condition_open")
