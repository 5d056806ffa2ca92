"""``@@single-sign-on``: in through a proxy that knows who it is."""

from ccsr.content.noted import note
from ccsr.policy import _
from ccsr.policy.browser.sign_in.page import leads_into
from ccsr.policy.browser.sign_in.page import second_factor_address
from ccsr.policy.sign_in import cookies
from ccsr.policy.sign_in import entering
from ccsr.policy.sign_in import proxy
from Products.Five.browser import BrowserView
from urllib.parse import urlencode


class SingleSignOn(BrowserView):
    """Begins a session for whom the proxy names, or says that there is no account."""

    page_title = _("single_sign_on_title", default="No account here")
    name = ""

    def __call__(self):
        """Lead on; without a trusted proxy there is only the password."""
        self.name = proxy.named(self.request)
        if self.name is None:
            return self.go(self.address("login"))
        user = proxy.account(self.context.acl_users, self.name)
        if user is None:
            note("sign-in-failed", name=self.name, way="proxy")
            return self.index()
        return self.go(self.enter(user))

    def enter(self, user):
        """Begin the session; return where it leads."""
        entry = entering.enter(self.request, user, "proxy", proxy.gave_second_factor())
        cookies.put(self.request, entry.token)
        if entry.stage:
            return second_factor_address(self.context, self.wanted)
        return self.wanted or self.context.absolute_url()

    @property
    def wanted(self):
        """Return where the visitor wanted to go, if that is a page of the portal."""
        wanted = self.request.form.get("came_from") or ""
        return wanted if leads_into(self.context.absolute_url(), wanted) else ""

    def address(self, name):
        """Return the address of a page that leads on to what was wanted."""
        query = f"?{urlencode({'came_from': self.wanted})}" if self.wanted else ""
        return f"{self.context.absolute_url()}/{name}{query}"

    def go(self, address):
        """Lead somewhere else."""
        self.request.response.redirect(address)
        return ""
