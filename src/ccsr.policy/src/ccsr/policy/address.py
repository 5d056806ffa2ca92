"""The address of the portal in what it sends.

Never taken from a request: whoever asks writes the host into it, and the letter goes
to somebody else.
"""

from ccsr.policy.commands import instance
from ccsr.policy.sign_in import settings
from plone import api


def site_address() -> str:
    """Return the public address, or where this process serves the site; no stroke at its end."""
    public = settings.value("public_address")
    return (public or instance.server_url() + settings.path_of(api.portal.get())).rstrip("/")
