"""Whether a new password is good enough, wherever it is set."""

from AccessControl import getSecurityManager
from ccsr.policy.domain import passwords
from zExceptions import BadRequest
from zope.globalrequest import getRequest
from zope.i18n import translate


#: Fields of forms that say whose the password is.
FIELDS = ("username", "userid", "fullname", "email", "login", "name")


def sentence(password: str, about=()) -> str | None:
    """Return what to do about a password in the reader's language, None if it is good enough."""
    message = passwords.fault(password, about)
    return None if message is None else translate(message, context=getRequest())


def check(password: str | bytes, user) -> None:
    """Raise BadRequest unless this is good enough for a user (None for one to be made)."""
    text = password.decode() if isinstance(password, bytes) else password
    found = sentence(text, words_of(user))
    if found is not None:
        raise BadRequest(found)


def about_request() -> list[str]:
    """Return what the request tells of whose password is about to be set."""
    request = getRequest()
    form = {} if request is None else request.form
    sent = [form.get(f"{prefix}{name}") for name in FIELDS for prefix in ("", "form.widgets.")]
    return [*(one for one in sent if isinstance(one, str)), *words_of(_asking())]


def _asking():
    user = getSecurityManager().getUser()
    return user if user is not None and user.getId() else None


def words_of(user) -> list[str]:
    """Return what is known of whose a password is."""
    if user is None:
        return []
    words = [user.getId(), user.getUserName()]
    if hasattr(user, "getProperty"):
        words += [user.getProperty("fullname", ""), user.getProperty("email", "")]
    return [word for word in words if isinstance(word, str)]
