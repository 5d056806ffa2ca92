"""Add-ons that come with Plone and that nobody installs here by a click.

Each would open what the portal keeps closed: copies of drafts, comments, pages
in caches, workflows by folder.
"""

from plone.base.interfaces.installable import INonInstallable
from zope.interface import implementer


NAMES = (
    "Products.CMFPlacefulWorkflow",
    "plone.app.caching",
    "plone.app.discussion",
    "plone.app.iterate",
    "plone.app.multilingual",
    "plone.session",
)


@implementer(INonInstallable)
class NotOffered:
    """Keeps them out of the list of add-ons."""

    def getNonInstallableProducts(self):
        """Return the add-ons."""
        return list(NAMES)

    def getNonInstallableProfiles(self):
        """Return their profiles."""
        return [f"{name}:default" for name in NAMES]
