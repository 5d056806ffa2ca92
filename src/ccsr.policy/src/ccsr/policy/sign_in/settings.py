"""What is set about signing in; the defaults where there is no site (the root of Zope)."""

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


def site_path() -> str:
    """Return the path of the site, ``/`` for the root of Zope."""
    site = getSite()
    return "/".join(site.getPhysicalPath()) if site is not None else "/"
