"""Who has signed in elsewhere: a proxy before the portal names the account in a header.

The proxy asks a provider of identities (OpenID Connect, SAML). Off by default. The
header is believed only from the addresses in ``CCSR_TRUSTED_PROXIES``, on one page
only, and only for accounts of the site: what follows is a session as any other.
"""

from ccsr.policy import accounts
from ccsr.policy.sign_in import settings
from ccsr.policy.sign_in import sources
from ccsr.policy.sign_in.clients import trusted_proxies


def is_on() -> bool:
    """Return whether a header is named in the settings."""
    return bool(settings.value("proxy_header"))


def named(request) -> str | None:
    """Return who is named by a trusted proxy; None where nobody is, or by anybody else."""
    header = settings.value("proxy_header") or ""
    if not header or request.environ.get("REMOTE_ADDR") not in trusted_proxies():
        return None
    name = request.environ.get(f"HTTP_{header.upper().replace('-', '_')}") or ""
    return name.strip() or None


def account(pas, name: str):
    """Return the user who signs in with this name; None where there is none that may."""
    found = sources.find(pas, name)
    if found is None or found.folder != sources.path_of(pas):
        # Administrators of the root of Zope are not the provider's to name.
        return None
    return None if accounts.is_disabled(found.user_id) else found.user


def gave_second_factor() -> bool:
    """Return whether the provider answers for a second factor."""
    return bool(settings.value("proxy_second_factor"))
