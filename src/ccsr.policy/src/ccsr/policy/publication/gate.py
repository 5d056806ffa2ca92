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
from ccsr.policy.publication import headers
from ccsr.policy.publication import visitor
from OFS.interfaces import IApplication
from OFS.interfaces import IItem
from plone.dexterity.interfaces import IDexterityContent
from plone.rest.interfaces import IAPIRequest
from plone.rest.interfaces import IService
from Products.CMFCore.FSObject import FSObject
from Products.CMFCore.interfaces import ISiteRoot
from webdav.NullResource import NullResource
from z3c.form.interfaces import IWidget
from zExceptions import MethodNotAllowed
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.browser.interfaces import IBrowserView
from zope.publisher.interfaces.browser import IBrowserPublisher


METHODS = frozenset({"GET", "HEAD", "POST"})
API_METHODS = METHODS | {"DELETE", "OPTIONS", "PATCH", "PUT"}


#: What may answer a reader; the rest is for Zope's own pages.
PAGES = (IBrowserView, IBrowserPublisher, IService, IWidget, IItem, IDexterityContent)


def is_spoken(request):
    """Return whether this is a method that the portal answers; WebDAV is not."""
    return request.method in (API_METHODS if IAPIRequest.providedBy(request) else METHODS)


def check(event):
    """Answer only what the visitor may view, and nothing to the anonymous."""
    request = event.request
    if not is_spoken(request):
        raise MethodNotAllowed()
    if visitor.at_open_door(request):
        headers.leave_open(request) if visitor.at_resource(request) else headers.close(request)
        return
    headers.close(request)
    if visitor.is_anonymous(request):
        raise Unauthorized()
    if is_closed(request):
        raise NotFound()


def is_closed(request):
    """Return whether something on the way is not for this visitor, or nothing at all."""
    ways = (_is_nowhere, _is_hidden, _is_under_closed_form, _is_in_tool, _is_method, _is_no_page)
    return any(closed(request) for closed in ways)


def _is_nowhere(request):
    """Where nothing is, WebDAV has a thing of its own, and views are there for everything."""
    return any(isinstance(one, NullResource) for one in (_published(request), *request["PARENTS"]))


def _is_hidden(request):
    """Whatever holds what was asked for must be viewable."""
    may = getSecurityManager().checkPermission
    return not all(may("View", content) for content in _holders(request))


def _is_under_closed_form(request):
    """Below a view (a widget of a form) the view's own permission is needed."""
    user = getSecurityManager().getUser()
    for parent in request["PARENTS"]:
        if IBrowserView.providedBy(parent) and not IDexterityContent.providedBy(parent):
            roles = getRoles(parent, "__call__", getattr(type(parent), "__call__", None), None)
            if roles is not None and not user.allowed(parent, roles):
                return True
    return False


def _is_in_tool(request):
    """Zope's tools answer by address as well; that is for administrators."""
    tools = [one for one in (_published(request), *request["PARENTS"]) if _is_tool(one)]
    may = getSecurityManager().checkPermission
    return not all(may("View management screens", tool) for tool in tools)


def _is_method(request):
    """What a thing can do (``manage_DAVget``, ``hasObject``) knows no field's permission.

    Views are the portal's answers; a thing's own methods are for administrators.
    """
    owner = getattr(request.get("PUBLISHED"), "__self__", None)
    if not IDexterityContent.providedBy(owner) or _name_of(request) == request.method:
        return False
    return not getSecurityManager().checkPermission("View management screens", owner)


def _is_no_page(request):
    """Any adapter with a name is found like a view: what caches count, settings of services."""
    published = _published(request)
    if published is None or any(kind.providedBy(published) for kind in PAGES):
        return False
    site = visitor.site_of(request)
    return not getSecurityManager().checkPermission("View management screens", site)


def _name_of(request):
    return getattr(request["PUBLISHED"], "__name__", "")


def _holders(request):
    """Return every content object that must be viewable.

    An area on the way is a door without contents of its own: a provider's
    contact goes through the register to their provider without reading it.
    """
    content = [one for asked in _asked(request) for one in _containment(asked) if _is_content(one)]
    return [one for one in content if not IArea.providedBy(one)] or content


def _asked(request):
    for one in (_published(request), *request.get("PARENTS", ())):
        # plone.rest wraps what it traverses; views know what they look at.
        yield getattr(aq_base(one), "context", None) if not _is_content(one) else one


def _published(request):
    """Return what answers, or what it is a method of."""
    published = request.get("PUBLISHED")
    return getattr(published, "__self__", published)


def _containment(one):
    while one is not None:
        yield one
        one = _parent(one)


def _parent(one):
    chain = aq_chain(aq_inner(one))
    return chain[1] if len(chain) > 1 else getattr(one, "__parent__", None)


def _is_content(one):
    return IDexterityContent.providedBy(one) and not ISiteRoot.providedBy(one)


def _is_tool(one):
    return IItem.providedBy(one) and not (
        IDexterityContent.providedBy(one)
        or IApplication.providedBy(one)
        or isinstance(one, FSObject)
    )
