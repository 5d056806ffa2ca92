"""What is read, and what is refused: seen at the end of each request.

A page of a thing is “viewed”, a file of it “downloaded”. A reader who loads a file
in forty pieces, or a page again and again, leaves one line a minute.
"""

from AccessControl import getSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from Acquisition import aq_base
from ccsr.content.content.area import IArea
from ccsr.content.interfaces import IPartOfOpening
from ccsr.policy.domain import record
from ccsr.policy.publication import visitor
from ccsr.policy.record import circumstances
from ccsr.policy.record.coalescing import Allowance
from ccsr.policy.record.coalescing import lately
from ccsr.policy.record.guard import unfailing
from ccsr.policy.record.writer import writer
from collective.easyform.interfaces import IEasyForm
from plone.dexterity.interfaces import IDexterityContent
from plone.namedfile.browser import Download
from plone.rest.interfaces import IAPIRequest
from Products.CMFCore.interfaces import ISiteRoot
from zExceptions import Redirect

import json


#: Statuses of an answer that holds something of the thing; 304 repeats what the reader has.
READ = (200, 206, 304)
#: Anonymous visitors are led to the sign-in page.
REFUSED = (401, 403, 404, 405)
#: Stands in a whole thing in JSON, and not in what a list says of one.
WHOLE = b'"parent": '
CHANGING = ("DELETE", "PATCH", "POST", "PUT")
#: Refusals that are told of one account in a minute; who guesses addresses asks for thousands.
refusals = Allowance(60)


@unfailing
def answered(event):
    """Tell of a thing that was read, or that a service said is not there."""
    request = event.request
    status = request.response.getStatus()
    if status in READ and _is_answered_with_contents(request):
        _read(request)
    if status == 200 and _may_hold_whole_things(request.response):
        _read_in_full(request)
    is_failure = status >= 400 and request.method in CHANGING
    if (status in REFUSED or is_failure) and not circumstances.current_user():
        _turned_away(request)
    elif status in REFUSED:
        _refused(request)
    elif is_failure:
        writer().write(circumstances.happening("failed", _thing(request), status=status))


@unfailing
def begun(event):
    """Forget whom the thread served last: a request that is no good is nobody's."""
    noSecurityManager()


def _is_answered_with_contents(request):
    """Return whether the answer is the thing: a page is the same when it is asked for by POST."""
    if IAPIRequest.providedBy(request):
        return request.method == "GET"
    return request.method not in ("HEAD", "OPTIONS")


def _read(request):
    thing = _thing(request)
    if thing is None:
        return
    published = _published(request)
    if IPartOfOpening.providedBy(published) and published.is_told:
        return
    if isinstance(published, Download):
        _tell_once("downloaded", thing, file=published.filename or published.fieldname or "")
    else:
        _tell_once("viewed", thing)


def _may_hold_whole_things(response):
    """Return whether an answer may be a list of whole things, however that was asked for."""
    if not (response.getHeader("Content-Type") or "").startswith("application/json"):
        return False
    body = response.body
    return isinstance(body, bytes) and b'"items": ' in body and WHOLE in body


def _read_in_full(request):
    """Tell of each thing that a list of whole things held, as the answer says it."""
    base = visitor.site_of(request).absolute_url()
    answer = json.loads(request.response.body)
    for item in answer.get("items") or () if isinstance(answer, dict) else ():
        if "parent" in item and item.get("UID"):
            path = item["@id"].removeprefix(base)
            named = {"uid": item["UID"], "type": item["@type"], "title": item.get("title") or ""}
            _write_once(record.named(circumstances.happening("viewed"), path=path, **named))


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
    if not lately.is_new((line.who, "refused", line.method, line.request)):
        return
    count = refusals.take(line.who)
    if count <= refusals.each:
        writer().write(line)
    elif count == refusals.each + 1:
        writer().write(circumstances.happening("refused", more=True))


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
    # Nor the concern form: who opened it, beside when it stopped somebody, tells who was stopped.
    is_no_reading = any(kind.providedBy(one) for kind in (ISiteRoot, IArea, IEasyForm))
    return IDexterityContent.providedBy(one) and not is_no_reading
