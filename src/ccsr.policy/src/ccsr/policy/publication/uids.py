"""Permanent links: they lead to what the visitor may view and to nothing else."""

from plone import api
from plone.app.uuid.browser import RedirectToUUIDView
from plone.outputfilters.browser.resolveuid import ResolveUIDView
from zExceptions import NotFound


def check(uid):
    """Raise NotFound unless the visitor finds the thing with this UID."""
    if not uid or not api.content.find(UID=uid):
        raise NotFound(uid)


class ResolveUID(ResolveUIDView):
    """``resolveuid/UID``; Plone's own resolves whatever there is."""

    def __call__(self):
        """Redirect to the thing."""
        check(self.uuid)
        return super().__call__()


class RedirectToUUID(RedirectToUUIDView):
    """``@@redirect-to-uuid/UID``, likewise."""

    def __call__(self):
        """Redirect to the thing."""
        check(self.uuid)
        return super().__call__()
