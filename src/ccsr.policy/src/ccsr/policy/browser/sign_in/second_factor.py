"""The pages of the second factor: the question for a code, and where one is set up."""

from ccsr.content.browser import display
from ccsr.content.noted import note
from ccsr.policy import _
from ccsr.policy.browser.sign_in.page import leads_into
from ccsr.policy.domain import second_factor as rules
from ccsr.policy.second_factor import factor
from ccsr.policy.second_factor import store
from ccsr.policy.second_factor import trying
from ccsr.policy.sign_in import sessions
from datetime import date
from plone import api
from plone.protect.authenticator import check
from Products.Five.browser import BrowserView
from urllib.parse import quote
from urllib.parse import urlencode
from zope.cachedescriptors.property import Lazy

import segno


ERRORS = {
    "wrong": _(
        "second_factor_wrong",
        default="That code is not right, or it was used already. Wait until the app shows "
        "the next one.",
    ),
    "unproved": _(
        "second_factor_unproved",
        default="That is neither your password nor a code that is still good.",
    ),
    "wait": _(
        "second_factor_waits",
        default="There were too many attempts. Wait for a quarter of an hour and try again.",
    ),
    "over": _(
        "second_factor_over",
        default="That took too long, so there is a new picture. Scan this one.",
    ),
}


class Page(BrowserView):
    """Base: who asks, how far they are, and where they wanted to go."""

    error = None

    @Lazy
    def user(self):
        """Return who asks."""
        return api.user.get_current()

    @Lazy
    def session(self):
        """Return the session; None for a program that sends its password."""
        return sessions.current(self.request)

    @Lazy
    def is_unfinished(self):
        """Return whether somebody is on the way in."""
        return bool(self.session and self.session.stage)

    @Lazy
    def came_from(self):
        """Return where somebody wanted to go, if that is a page of the portal."""
        wanted = self.request.form.get("came_from") or ""
        return wanted if leads_into(self.context.absolute_url(), wanted) else ""

    def page(self, name, **query):
        """Return the address of a page, which leads on to where somebody wanted to go."""
        if self.came_from:
            query["came_from"] = self.came_from
        return f"{self.context.absolute_url()}/@@{name}{'?' if query else ''}{urlencode(query)}"

    def go(self, url):
        """Lead somewhere else."""
        self.request.response.redirect(url)
        return ""

    def let_in(self):
        """Make this session a full one."""
        sessions.complete(self.request)
        note("signed-in", who=self.user.getId(), way="code")

    def sent(self, name):
        """Return what was typed into a field."""
        value = self.request.form.get(name)
        return value.strip() if isinstance(value, str) else ""

    def is_right(self, outcome, otherwise="wrong"):
        """Return whether what was typed is right; else there is an error to show."""
        if outcome != "right":
            self.error = ERRORS[otherwise if outcome == "wrong" else outcome]
        return outcome == "right"


class StepUp(Page):
    """``@@second-factor``: asks for a code after the password."""

    page_title = _("second_factor_title", default="Enter your code")

    def __call__(self):
        """Let in who has a right code; whoever need not be here goes on."""
        if not self.is_unfinished:
            return self.go(self.came_from or self.context.absolute_url())
        if store.get(self.user.getId()) is None:
            return self.go(self.page("second-factor-setup"))
        if self.request.method == "POST" and self._is_answered():
            self.let_in()
            return self.go(self.came_from or self.context.absolute_url())
        return self.index()

    @Lazy
    def with_recovery(self):
        """Return whether a recovery code is asked for."""
        return "recovery" in self.request.form

    def _is_answered(self):
        return self.is_right(trying.code(self.user, self.request, self.sent("code")))


class SetUp(Page):
    """``@@second-factor-setup``: sets it up, renews recovery codes, turns it off."""

    page_title = _("second_factor_setup_title", default="Second factor")
    codes = ()
    offered = None
    #: What the page says was done.
    done = None

    def __call__(self):
        """Do what was sent and show what there is now."""
        if self.is_unfinished and self.factor:
            # A password alone does not replace a second factor.
            return self.go(self.page("second-factor"))
        if self.request.method == "POST":
            check(self.request)
            self.act()
        if not self.codes and not self.offered and not self.factor:
            self.offered = factor.offer(self.user)
        return self.index()

    def act(self):
        """Do what the button says that was pressed."""
        for name in ("confirm", "replace", "renew", "remove"):
            if name in self.request.form:
                getattr(self, name)()

    def confirm(self):
        """Take up what was offered."""
        self.offered = factor.taken_up(self.sent("offer"), self.user)
        if self.offered is None:
            self.error = ERRORS["over"]
        elif self.is_right(trying.attempt(self.user, self.request, self._enrol)):
            self.offered = None
            self._settle()

    def replace(self):
        """Offer a new secret in place of the present one."""
        if self._is_proved():
            self.offered = factor.offer(self.user)

    def renew(self):
        """Make new recovery codes."""
        if self._is_proved():
            self.codes = factor.renew_codes(self.user)

    def remove(self):
        """Turn the second factor off, where it is not needed."""
        if not self.is_required and self._is_proved():
            factor.remove(self.user)
            self.done = _("second_factor_removed", default="The second factor is turned off.")

    def _is_proved(self):
        if not self.factor:
            return False
        pas, typed = self.context.acl_users, self.request.form.get("proof") or ""
        return self.is_right(trying.proof(self.user, self.request, pas, typed), "unproved")

    def _enrol(self):
        self.codes = factor.enrol(self.user, self.offered, self.sent("code"))
        return bool(self.codes)

    def _settle(self):
        """Let in who had to set it up; every other browser signs in anew."""
        sessions.end_all(self.user.getId(), but=self.session and self.session.id)
        if self.is_unfinished:
            self.let_in()

    # -- what there is

    @property
    def factor(self):
        """Return the second factor as it is now."""
        return store.get(self.user.getId())

    @Lazy
    def is_required(self):
        """Return whether this account needs a second factor."""
        return factor.is_required(self.user)

    def since(self):
        """Return the day on which it was set up."""
        return display.day(date.fromtimestamp(self.factor.since), self.request)

    @property
    def left(self):
        """Return how many recovery codes are left."""
        return store.left(self.user.getId())

    # -- what is offered

    def form_offer(self):
        """Return what the form carries back."""
        return factor.carried(self.offered, self.user)

    def secret(self):
        """Return the secret, to be typed."""
        return rules.grouped(self.offered.secret)

    def picture(self):
        """Return the QR code as SVG."""
        says = rules.address(self.offered.secret, self.user.getUserName(), self.issuer)
        return segno.make(says, error="m", micro=False).svg_inline(
            scale=4, light="#fff", svgclass="ccsr-qr", lineclass=None
        )

    @Lazy
    def issuer(self):
        """Return the name that an app shows beside the codes."""
        return "CCSR"

    # -- recovery codes

    def grouped_codes(self):
        """Return the recovery codes, to be read."""
        return [rules.grouped(code, "-") for code in self.codes]

    def file(self):
        """Return the recovery codes as the address of a text file: nothing is asked for again."""
        lines = [f"CCSR: {self.context.absolute_url()}", self.user.getUserName(), ""]
        text = "\r\n".join([*lines, *self.grouped_codes(), ""])
        return f"data:text/plain;charset=utf-8,{quote(text)}"
