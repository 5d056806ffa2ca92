"""Who asks, and where in which site: read off a request at any stage of it."""

from AccessControl import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from ccsr.policy.publication import doors
from Products.CMFCore.interfaces import ISiteRoot
from zope.component.hooks import getSite


def site_of(request):
    """Return the Plone site that was traversed, or None at the root of Zope."""
    for parent in request.get("PARENTS", ()):
        parent = getattr(parent, "context", parent)
        if ISiteRoot.providedBy(parent):
            return parent
    site = getSite()
    return site if ISiteRoot.providedBy(site) else None


def path_in(site, request):
    """Return the requested path relative to the site, as a list of names."""
    path = request.physicalPathFromURL(request["ACTUAL_URL"])
    depth = len(site.getPhysicalPath()) - 1
    return [name for name in _walked(path)[depth:] if name != "++api++"]


def _walked(path):
    """Return the names that Zope goes by: it takes dots out, the address as sent has them."""
    names = []
    for name in path:
        if name == "..":
            names[-1:] = []
        elif name not in ("", "."):
            names.append(name)
    return names


def at_open_door(request):
    """Return whether this is one of the few addresses that anybody may ask for."""
    site = site_of(request)
    return site is not None and doors.is_open(path_in(site, request))


def at_resource(request):
    """Return whether it is one under which only resources of the theme stand."""
    return doors.is_resource(path_in(site_of(request), request))


def is_from_elsewhere(request):
    """Return whether the browser says that another site's page sent this."""
    return request.getHeader("Sec-Fetch-Site") == "cross-site"


def is_anonymous(request):
    """Return whether nobody is signed in.

    Zope asks who it is only when it has found what was asked for, so that on
    the way to a 404 the question has to be put here.
    """
    user = getSecurityManager().getUser()
    if user.getId() is not None or "Manager" in user.getRoles():
        return False
    user = _ask(request)
    if user is None:
        return True
    # Who they are anyway: Zope would have found it a moment later.
    newSecurityManager(request, user)
    return False


def _ask(request):
    for folder in reversed(_user_folders(request)):
        for user_id, login in folder._extractUserIds(request, folder.plugins):
            user = folder._findUser(folder.plugins, user_id, login, request=request)
            if user is not None:
                return user
    return None


def _user_folders(request):
    """Return the user folders on the way, the root's first."""
    found = []
    for parent in reversed(request.get("PARENTS", ())):
        folder = getattr(getattr(parent, "context", parent), "__allow_groups__", None)
        if hasattr(folder, "_extractUserIds") and folder not in found:
            found.append(folder)
    return found
