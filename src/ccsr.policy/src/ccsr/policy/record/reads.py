"""What is read, and what is refused: seen at the end of each request.

A page of a thing is “viewed”, a file of it “downloaded”. A reader who loads a file
in forty pieces, or a page again and again, leaves one line a minute.
"""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from ccsr.content.content.area import IArea
from ccsr.policy.publication import visitor
from ccsr.policy.record import circumstances
from ccsr.policy.record.coalescing import lately
from ccsr.policy.record.guard import unfailing
from ccsr.policy.record.writer import writer
from dataclasses import replace
from plone.dexterity.interfaces import IDexterityContent
from plone.namedfile.browser import Download
from Products.CMFCore.interfaces import ISiteRoot
from zExceptions import Redirect

import json


#: Statuses of an answer that holds something of the thing; 304 repeats what the reader has.
READ = (200, 206, 304)
#: Anonymous visitors are led to the sign-in page.
REFUSED = (401, 403, 404, 405)
CHANGING = ("DELETE", "PATCH", "POST", "PUT")


@unfailing
def answered(event):
    """Tell of a thing that was read, or that a service said is not there."""
    request = event.request
    status = request.response.getStatus()
    if status in READ and request.method == "GET":
        _read(request)
    if status == 200 and _asks_in_full(request):
        _read_in_full(request)
    if status in REFUSED:
        _refused(request)
    elif status >= 400 and request.method in CHANGING:
        writer().write(circumstances.happening("failed", _thing(request), status=status))


def _read(request):
    thing = _thing(request)
    if thing is None:
        return
    published = _published(request)
    if isinstance(published, Download):
        _tell_once("downloaded", thing, file=published.filename or published.fieldname or "")
    else:
        _tell_once("viewed", thing)


def _asks_in_full(request):
    """Return whether a list of whole things was asked for, with the address or a query's body."""
    if not (request.response.getHeader("Content-Type") or "").startswith("application/json"):
        return False
    if request["URL"].endswith("/@querystring-search"):
        return b"fullobjects" in request["BODY"]
    return "fullobjects" in request.get("QUERY_STRING", "")


def _read_in_full(request):
    """Tell of each thing that a list of whole things held, as the answer says it."""
    base = visitor.site_of(request).absolute_url()
    for item in json.loads(request.response.body).get("items", ()):
        if item.get("UID"):
            named = {"uid": item["UID"], "type": item["@type"], "title": item["title"]}
            line = circumstances.happening("viewed")
            _write_once(replace(line, path=item["@id"].removeprefix(base), **named))


def _tell_once(kind, thing, **detail):
    _write_once(circumstances.happening(kind, thing, **detail))


def _write_once(line):
    if lately.is_new((line.who, line.kind, line.uid)):
        writer().write(line)


@unfailing
def failed(event):
    """Tell of what was refused, and of what failed, above all a change that was undone."""
    if event.retry or isinstance(event.exc_info[1], Redirect):
        return
    status = event.request.response.getStatus()
    if not circumstances.current_user():
        _turned_away(event.request)
    elif status in REFUSED:
        _refused(event.request)
    elif status >= 500 or event.request.method in CHANGING:
        error = type(event.exc_info[1]).__name__
        writer().write(circumstances.happening("failed", _on_the_way(event.request), error=error))


def _turned_away(request):
    """Tell of somebody who has not signed in, once a minute; the way in begins at the front page."""
    line = circumstances.happening("refused")
    if line.request != "/" and lately.is_new(("refused", line.address)):
        writer().write(line)


def _refused(request):
    """Tell who asked for what, and what there is, be it hidden from them or not."""
    thing = _on_the_way(request)
    hidden = thing is not None and not getSecurityManager().checkPermission("View", thing)
    line = circumstances.happening("refused", thing, **({"hidden": True} if hidden else {}))
    if lately.is_new((line.who, "refused", line.method, line.request)):
        writer().write(line)


def _thing(request):
    """Return the thing that was published, or that a view of was."""
    for one in (_published(request), *request.get("PARENTS", ())):
        content = one if _counts(one) else getattr(aq_base(one), "context", None)
        if _counts(content):
            return content
    return None


def _published(request):
    published = request.get("PUBLISHED")
    return getattr(published, "__self__", published)


def _on_the_way(request):
    """Return the innermost thing of the path; who asked need not be able to view it.

    The request itself has forgotten, since the answer is made as if on the site.
    """
    one = visitor.site_of(request)
    for name in visitor.path_in(one, request) if one is not None else ():
        child = one._getOb(name, None) if hasattr(aq_base(one), "_getOb") else None
        if child is None:
            break
        one = child
    return one if _counts(one) else None


def _counts(one):
    return (
        IDexterityContent.providedBy(one)
        and not ISiteRoot.providedBy(one)
        and not IArea.providedBy(one)
    )
