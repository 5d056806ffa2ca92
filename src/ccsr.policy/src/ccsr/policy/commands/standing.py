"""Whether the gate stands: without the portal's configuration Zope would serve everything it has."""

from ccsr.policy.commands import instance
from ccsr.policy.publication import gate
from ccsr.policy.publication import headers
from zope.component import getGlobalSiteManager


#: What must be asked at every request.
HANDLERS = (gate.check, headers.disarm)

NOT_LOADED = (
    "The configuration of ccsr.policy is not loaded, so that nothing would keep the portal "
    "closed. It is not served. Run “make build”, which installs the packages anew."
)


def check() -> None:
    """Raise CannotRun where something that keeps the portal closed is not registered."""
    registered = [one.handler for one in getGlobalSiteManager().registeredHandlers()]
    if not all(handler in registered for handler in HANDLERS):
        raise instance.CannotRun(NOT_LOADED)
