"""Signing in and out."""

from ccsr.content.domain.counting import counted
from ccsr.policy import _
from ccsr.policy.publication import doors
from ccsr.policy.publication import visitor
from ccsr.policy.sign_in import attempts
from ccsr.policy.sign_in import cookies
from ccsr.policy.sign_in import entering
from ccsr.policy.sign_in import pending
from ccsr.policy.sign_in import proxy
from ccsr.policy.sign_in import sessions
from ccsr.policy.sign_in import settings
from plone import api
from Products.Five.browser import BrowserView
from urllib.parse import quote
from urllib.parse import urlsplit
from zope.i18n import translate


WRONG = _(
    "sign_in_failed",
    default="The user name or the password is not right. Check both and try again.",
)
WAIT = _(
    "sign_in_wait",
    default="Too many attempts. Wait ${minutes} and try again, or ask an administrator.",
)
OVER = {
    "idle": _(
        "session_over_idle",
        default="You were signed out after ${minutes} without use. Sign in to go on where you were.",
    ),
    "absolute": _(
        "session_over_absolute",
        default="You were signed out after ${hours}. Sign in to go on where you were.",
    ),
}


class SignIn(BrowserView):
    """The page."""

    page_title = _("sign_in_title", default="Sign in")
    outcome = ""

    def __call__(self):
        """Try what was sent; whoever is signed in already goes on."""
        if self.is_sent():
            return self.attempt()
        if pending.is_pending(self.request):
            return self.go("code")
        return self.index() if api.user.is_anonymous() else self.go()

    def is_sent(self):
        """Return whether the form was sent, and by a page of the portal."""
        is_form = self.request.method == "POST" and "__ac_name" in self.request.form
        return is_form and not visitor.is_from_elsewhere(self.request)

    def attempt(self):
        """Sign in, or say what is wrong."""
        form = self.request.form
        name, password = form.get("__ac_name"), form.get("__ac_password")
        name = name.strip() if isinstance(name, str) else name
        verdict = attempts.attempt(self.request, self.context.acl_users, name, password, "page")
        self.outcome = verdict.outcome
        if verdict.found is None:
            return self.index()
        entry = entering.enter(self.request, verdict.found.user, "page")
        cookies.put(self.request, entry.token)
        return self.go(entry.stage)

    def go(self, stage=""):
        """Go on to what was wanted, or to what is still asked for."""
        wanted = self.get_came_from()
        if stage:
            self.request.response.redirect(second_factor_address(self.context, wanted))
        else:
            self.request.response.redirect(wanted or self.context.absolute_url())
        return ""

    def get_came_from(self):
        """Return where the visitor wanted to go, if that is a page of the portal."""
        wanted = self.request.get("came_from") or ""
        return wanted if leads_into(self.context.absolute_url(), wanted) else ""

    def has_single_sign_on(self):
        """Return whether one may sign in through a proxy that knows who it is."""
        return proxy.is_on()

    def single_sign_on(self):
        """Return the address that the proxy guards."""
        address, wanted = f"{self.context.absolute_url()}/single-sign-on", self.get_came_from()
        return f"{address}?came_from={quote(wanted, safe='')}" if wanted else address

    @property
    def failed(self):
        """Return whether something is wrong with what was sent."""
        return self.outcome in ("wrong", "wait")

    def fault(self):
        """Return what is wrong; it is the same whether there is such an account or not."""
        wait = _(
            WAIT,
            default=WAIT.default,
            mapping={"minutes": counted("minutes", settings.value("lock_minutes"))},
        )
        return translate(wait if self.outcome == "wait" else WRONG, context=self.request)

    def over(self):
        """Return why one is no longer signed in."""
        reason = OVER.get("" if self.outcome else sessions.is_over(self.request))
        spans = {
            "minutes": counted("minutes", settings.value("idle_minutes")),
            "hours": counted("hours", settings.value("absolute_hours")),
        }
        return reason and translate(
            _(reason, default=reason.default, mapping=spans), context=self.request
        )


def second_factor_address(site, wanted: str) -> str:
    """Return the address of the page that asks for a code and leads on to what was wanted."""
    address = f"{site.absolute_url()}/@@second-factor"
    return f"{address}?came_from={quote(wanted, safe='')}" if wanted else address


def leads_into(site_url: str, address: object) -> bool:
    """Return whether an address is a page of the site other than those for signing in."""
    if not isinstance(address, str) or not address.startswith(f"{site_url}/"):
        return False
    first, *others = urlsplit(address.removeprefix(f"{site_url}/")).path.split("/")
    return first.removeprefix("@@") not in {*doors.SIGN_IN, ".."} and ".." not in others


class SignOut(BrowserView):
    """Ends the session of whoever asks."""

    def __call__(self):
        """End it and say so; a link on another site only leads home."""
        site = api.portal.get().absolute_url()
        if visitor.is_from_elsewhere(self.request):
            self.request.response.redirect(site)
            return ""
        sessions.sign_out(self.request)
        self.request.response.redirect(f"{site}/logged-out")
        return ""


class SignedOut(BrowserView):
    """Says that one has signed out."""

    page_title = _("signed_out_title", default="You have signed out")
