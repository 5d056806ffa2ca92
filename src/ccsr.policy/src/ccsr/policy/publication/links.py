"""Ways from one thing to another: they lead to what the visitor may view."""

from AccessControl import getSecurityManager
from Acquisition import aq_chain
from Acquisition import aq_inner
from ccsr.content.content.viewable import is_content
from ccsr.content.content.viewable import is_viewable
from ccsr.policy.publication import visitor
from plone import api
from plone.app.redirector.interfaces import IRedirectionStorage
from plone.locking.browser.locking import LockingInformation
from plone.outputfilters.filters.resolveuid_and_caption import ResolveUIDAndCaptionFilter
from Products.CMFPlone.browser.navigation import PhysicalNavigationBreadcrumbs
from zope.component import queryUtility

import re


UNRESOLVED = re.compile(r"""\s(?:href|src)=["'][./]*resolve[Uu]id/[^"']*["']""")


class Links(ResolveUIDAndCaptionFilter):
    """Links in a text that name a thing by its UID."""

    def resolve_link(self, href):
        """Return thing, path below it and rest; no thing where the visitor may not view it."""
        thing, path, rest = super().resolve_link(href)
        return (thing if thing is None or is_viewable(thing) else None), path, rest

    def __call__(self, data):
        """Return the text; what is hidden leaves as little behind as what is gone."""
        text = super().__call__(data)
        return text and UNRESOLVED.sub("", text)


class Breadcrumbs(PhysicalNavigationBreadcrumbs):
    """The way to a thing, in JSON and wherever Plone asks for it."""

    def breadcrumbs(self):
        """Return what the visitor may view of it."""
        chain = [one for one in aq_chain(aq_inner(self.context)) if is_content(one)]
        hidden = {one.absolute_url() for one in chain if not is_viewable(one)}
        return tuple(one for one in super().breadcrumbs() if one["absolute_url"] not in hidden)


class Lock(LockingInformation):
    """Whether a thing is being edited."""

    def lock_info(self):
        """Return by whom, to those who could edit it."""
        may = getSecurityManager().checkPermission("Modify portal content", self.context)
        return super().lock_info() if may else None


def moved_to(request):
    """Return the address of what stood where somebody asks, None unless they may view it."""
    site = visitor.site_of(request)
    storage = queryUtility(IRedirectionStorage)
    if site is None or storage is None or request.method != "GET":
        return None
    old = [*site.getPhysicalPath(), *visitor.path_in(site, request)]
    # What follows the path of a thing is a view of it.
    for length in range(len(old), len(site.getPhysicalPath()), -1):
        new = storage.get("/".join(old[:length]))
        if new:
            return _address_at(new, old[length:])
    return None


def _address_at(path, rest):
    [*found] = api.content.find(path={"query": path, "depth": 0})
    return "/".join([found[0].getURL(), *rest]) if found else None
