"""1001 → 1002: the address of a service without a type is kept like that of a home."""

from ccsr.content.subscribers.editing import protect_address
from ccsr.content.upgrades.everything import everything


def protect_all(setup):
    """Say anew of every service who reads its address."""
    for service in everything(portal_type="Service"):
        protect_address(service, None)
