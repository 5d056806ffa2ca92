"""1003 → 1004: what services are also known as, and were called, for papers about them."""

from ccsr.content.content import candidates
from ccsr.content.content.service import IService
from ccsr.content.upgrades.everything import everything


def keep_names(setup):
    """Keep the other names of every service."""
    for service in everything(object_provides=IService.__identifier__):
        candidates.keep(service)
