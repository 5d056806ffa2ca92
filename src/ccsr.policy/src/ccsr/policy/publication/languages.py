"""The language that somebody reads the portal in, kept with their account.

A browser has it in a cookie. The account has it too: another browser begins with it,
and letters are written in it.
"""

from ccsr.policy.publication import visitor
from ccsr.policy.sign_in import cookies
from plone import api
from plone.protect.utils import safeWrite
from zope.component.hooks import getSite


LANGUAGES = frozenset({"en", "cy"})
COOKIE = "I18N_LANGUAGE"


def choose(event) -> None:
    """Keep what was chosen by the links of the page's head with the account."""
    request = event.request
    chosen = str(request.form.get("set_language"))
    # A link of another site shows a page in its language; what an account has is no one else's.
    if chosen not in LANGUAGES or visitor.is_from_elsewhere(request):
        return
    if not visitor.is_anonymous(request):
        _keep(request, api.user.get_current(), chosen)


def begin(request, account: str) -> None:
    """Begin a session in the account's language; in the browser's where it has none yet."""
    user = api.user.get(userid=account)
    if user is None:
        return
    kept, here = user.getProperty("language", ""), request.cookies.get(COOKIE)
    if kept in LANGUAGES:
        request.response.setCookie(
            COOKIE, kept, path="/", same_site="Lax", secure=cookies.is_secure(request)
        )
    elif here in LANGUAGES:
        _keep(request, user, here)


def _keep(request, user, language):
    if user.getProperty("language", "") == language:
        return
    jar = getSite()._p_jar
    before = {id(one) for one in jar._registered_objects}
    user.setMemberProperties({"language": language})
    # A link does it, since a form on every page would have each parsed for its token.
    for one in jar._registered_objects:
        if id(one) not in before:
            safeWrite(one, request)
