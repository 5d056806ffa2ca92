"""``GET {site}/@openapi``: the description of the services, for programs and those who write them.

What is said of a service stands in a tuple of ``domain.openapi.Operation`` that is
registered as a utility for ``IOperations``, beside the package that has the service.
"""

from ccsr.content.domain import openapi
from ccsr.content.interfaces import IOperations
from importlib.metadata import version
from plone.restapi.services import Service
from zope.component import getUtilitiesFor


TITLE = "CCSR"


def operations():
    """Return whatever is said of any service."""
    found = [one for _name, some in getUtilitiesFor(IOperations) for one in some]
    return sorted(found, key=lambda one: (one.address, one.method))


class OpenAPIGet(Service):
    """The same for everybody who is signed in: what there is, not what they may."""

    def reply(self):
        """Return the document."""
        server = self.context.absolute_url()
        return openapi.document(operations(), TITLE, version("ccsr.content"), server)
