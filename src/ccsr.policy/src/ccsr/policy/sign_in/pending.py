"""The session of a request, and how far it reaches while a second factor is asked for."""

from ccsr.policy.publication import doors
from ccsr.policy.publication import visitor
from ccsr.policy.sign_in import sessions
from zope.annotation.interfaces import IAnnotations


KEY = "ccsr.policy.sign_in.session"


def session_of(request, token):
    """Return the session of a token, if it reaches what is asked for; note that it was seen."""
    session = _looked_up(request, token)
    return session if session and (not session.stage or _at_second_factor(request)) else None


def is_pending(request) -> bool:
    """Return whether the browser has a session that is still asked for a second factor."""
    session = sessions.current(request)
    return session is not None and bool(session.stage)


def _looked_up(request, token):
    known = IAnnotations(request).setdefault(KEY, {})
    if token not in known:
        known[token] = sessions.by_token(token)
        if known[token] is not None and not _only_looks(request):
            sessions.seen(known[token])
    return known[token]


def _at_second_factor(request):
    path = _path(request)
    # Zope takes a further name from fields such as ``name:method``.
    last = request.environ.get("PATH_INFO", "").rstrip("/").rpartition("/")[2]
    return path is not None and path[-1:] == [last] and doors.is_second_factor(path)


def _only_looks(request):
    return _path(request) in (["session-left"], ["@@session-left"])


def _path(request):
    site = visitor.site_of(request)
    return None if site is None else visitor.path_in(site, request)
