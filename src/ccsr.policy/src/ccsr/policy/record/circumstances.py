"""Who does it, from where, and to what: read off request and thing as they are now."""

from AccessControl import getSecurityManager
from ccsr.policy.domain import record
from ccsr.policy.domain.record import Happening
from ccsr.policy.publication import doors
from ccsr.policy.publication import visitor
from ccsr.policy.record import keys
from ccsr.policy.sign_in.clients import address_of
from plone.uuid.interfaces import IUUID
from zope.component.hooks import getSite
from zope.globalrequest import getRequest


#: Before the hash of a name that no account has.
UNKNOWN = "unknown:"

#: Characters kept of what a browser calls itself.
AGENT = 160


def happening(kind: str, thing=None, account: str = "", **detail) -> Happening:
    """Return what happens now, in this request, as a line tells it.

    Where nobody is signed in, it is the account itself that does it.
    """
    who = current_user() or account
    return record.told(
        record.now(),
        kind,
        detail,
        who=who,
        account=account if account != who else "",
        **of_request(getRequest()),
        **of_thing(thing),
    )


def current_user() -> str:
    """Return the id of who is signed in; "" for nobody, ``system`` for a command."""
    user_id = getSecurityManager().getUser().getId()
    return user_id or ("" if _is_asked(getRequest()) else "system")


def _is_asked(request) -> bool:
    """Return whether somebody asks over HTTP."""
    return request is not None and bool(request.get("REMOTE_ADDR"))


def of_request(request) -> dict[str, str]:
    """Return address, browser, method and path; nothing for a command."""
    if not _is_asked(request):
        return {}
    return {
        "address": address_of(request),
        "agent": (request.get("HTTP_USER_AGENT") or "")[:AGENT],
        "method": request.method or "",
        "request": without_token(request),
    }


def without_token(request) -> str:
    """Return the path that was asked for, without what opens something to who reads it here."""
    site = visitor.site_of(request)
    if site is None:
        return request.get("PATH_INFO", "")
    path = visitor.path_in(site, request)
    if path and path[0].removeprefix("@@") in doors.WITH_TOKEN:
        path = path[:1]
    return "/" + "/".join(path)


def of_thing(thing) -> dict[str, str]:
    """Return what a thing is called and where it is."""
    if thing is None:
        return {}
    return {
        "uid": IUUID(thing, None) or "",
        "path": path_of(thing),
        "type": getattr(thing, "portal_type", "") or "",
        "title": getattr(thing, "title", "") or thing.getId(),
    }


def path_of(thing) -> str:
    """Return a thing's path, relative to the site where it is in one."""
    path = "/".join(thing.getPhysicalPath())
    site = getSite()
    base = "" if site is None else "/".join(site.getPhysicalPath())
    return path.removeprefix(base) or "/" if base and f"{path}/".startswith(f"{base}/") else path


def typed_name(name: str) -> str:
    """Return a name that somebody typed to sign in, fit to be kept.

    The id of an account where it is one's. Else a keyed hash: what is typed there
    by mistake is often a password, and yet the same name must be seen to be tried
    again and again.
    """
    site = getSite()
    user = None if site is None else site.acl_users.getUser(name)
    if user is not None:
        return user.getId()
    return f"{UNKNOWN}{record.sign(keys.key(), ['name', name])[:12]}"
