"""The gate stands behind traversal and before every view.

Zope asks for a permission only on the last thing published; a public view of a
hidden object would answer. Here every content object that holds what is
published must be one that the visitor may view, or nothing is there.
"""

from AccessControl import getSecurityManager
from AccessControl.ZopeSecurityPolicy import getRoles
from Acquisition import aq_base
from Acquisition import aq_chain
from Acquisition import aq_inner
from ccsr.content.content.area import IArea
from ccsr.policy.publication import doors
from ccsr.policy.publication import headers
from ccsr.policy.publication import visitor
from plone.dexterity.interfaces import IDexterityContent
from Products.CMFCore.interfaces import ISiteRoot
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.browser.interfaces import IBrowserView


def check(event):
    """Answer only what the visitor may view, and nothing to the anonymous."""
    request = event.request
    site = visitor.site_of(request)
    path = visitor.path_in(site, request) if site is not None else []
    if doors.is_open(path):
        return
    headers.close(request.response)
    if visitor.is_anonymous(request):
        raise Unauthorized()
    _check_containment(request)
    _check_forms(request)


def _check_containment(request):
    check_permission = getSecurityManager().checkPermission
    for content in _holders(request):
        if not check_permission("View", content):
            raise NotFound()


def _check_forms(request):
    """Below a view (a widget of a form) the view's own permission is needed."""
    user = getSecurityManager().getUser()
    for parent in request["PARENTS"]:
        if IBrowserView.providedBy(parent) and not IDexterityContent.providedBy(parent):
            roles = getRoles(parent, "__call__", getattr(type(parent), "__call__", None), None)
            if roles is not None and not user.allowed(parent, roles):
                raise NotFound()


def _holders(request):
    """Yield every content object that must be viewable.

    An area on the way is a door without contents of its own: a provider's
    contact goes through the register to their provider without reading it.
    """
    for asked in _asked(request):
        content = [one for one in _containment(asked) if _is_content(one)]
        yield from (
            one for place, one in enumerate(content) if place == 0 or not IArea.providedBy(one)
        )


def _asked(request):
    published = request.get("PUBLISHED")
    published = getattr(published, "__self__", published)
    for one in (published, *request["PARENTS"]):
        # plone.rest wraps what it traverses; views know what they look at.
        yield getattr(aq_base(one), "context", None) if not _is_content(one) else one


def _containment(one):
    while one is not None:
        yield one
        one = _parent(one)


def _parent(one):
    chain = aq_chain(aq_inner(one))
    return chain[1] if len(chain) > 1 else getattr(one, "__parent__", None)


def _is_content(one):
    return IDexterityContent.providedBy(one) and not ISiteRoot.providedBy(one)
