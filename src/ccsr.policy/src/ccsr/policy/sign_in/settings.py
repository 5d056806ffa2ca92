"""What is set about signing in; the defaults where there is no site (the root of Zope)."""

from ccsr.policy.domain.lockout import Limits
from ccsr.policy.domain.sessions import Spans
from ccsr.policy.security_settings import ISecuritySettings
from plone.registry.interfaces import IRegistry
from typing import Any
from zope.component import queryUtility
from zope.component.hooks import getSite


PREFIX = "ccsr.security"


def value(name: str) -> Any:
    """Return one setting."""
    registry = queryUtility(IRegistry)
    default = ISecuritySettings[name].default
    return default if registry is None else registry.get(f"{PREFIX}.{name}", default)


def spans() -> Spans:
    """Return how long a session holds."""
    return Spans(value("idle_minutes") * 60, value("absolute_hours") * 3600)


def limits() -> Limits:
    """Return how many failures lock what for how long."""
    return Limits(
        per_name=value("failures_per_name"),
        per_address=value("failures_per_address"),
        window=value("failure_minutes") * 60,
        lock=value("lock_minutes") * 60,
    )


def site_path() -> str:
    """Return the path of the site, ``/`` for the root of Zope."""
    site = getSite()
    return path_of(site) if site is not None else "/"


def path_of(folder: Any) -> str:
    """Return the path of what holds a user folder."""
    return "/".join(folder.getPhysicalPath()) or "/"
