"""``@@my-sessions``: where one is signed in, and ending it there."""

from ccsr.content.browser import display
from ccsr.content.domain.counting import counted
from ccsr.content.noted import note
from ccsr.policy import _
from ccsr.policy.domain import browsers
from ccsr.policy.sign_in import sessions
from ccsr.policy.sign_in import settings
from plone import api
from plone.protect import CheckAuthenticator
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from zope.i18n import translate
from zope.interface import alsoProvides

import json
import time


ENDED = _("session_ended", default="Signed out there.")
OTHERS_ENDED = _("sessions_others_ended", default="Signed out everywhere else.")
BROWSER = _("session_browser", default="${browser} on ${system}")
PROGRAM = _("session_program", default="A program or an unknown browser")


class MySessions(BrowserView):
    """The page; it lists and ends nobody's but one's own."""

    page_title = _("my_sessions_title", default="Where you are signed in")

    def __call__(self):
        """End what was chosen; show what is left."""
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        self.end()
        self.request.response.redirect(f"{self.context.absolute_url()}/@@my-sessions")
        return ""

    def end(self):
        """End one session, or all but this one."""
        form = self.request.form
        chosen = [one for one in self.sessions() if form.get("session") == str(one.id)]
        if "others" in form:
            this = self.this()
            chosen = [one for one in self.sessions() if one.id != this]
        for one in chosen:
            sessions.end(one.id)
            note("session-ended", who=one.user_id, session=one.id)
        message = OTHERS_ENDED if "others" in form else ENDED
        if chosen:
            IStatusMessage(self.request).add(translate(message, context=self.request), "info")

    def sessions(self):
        """Return the sessions of whoever asks."""
        return sessions.of(api.user.get_current().getId())

    def this(self):
        """Return the id of the session that asks; None with HTTP Basic."""
        session = sessions.current(self.request)
        return session and session.id

    def rows(self):
        """Return what the page says of each session, this one first."""
        this = self.this()
        rows = [{"session": one, "is_this": one.id == this} for one in self.sessions()]
        return sorted(rows, key=lambda row: not row["is_this"])

    def browser(self, session):
        """Return the browser in words."""
        browser = browsers.browser_of(session.browser)
        system = browsers.system_of(session.browser)
        if browser is None or system is None:
            return PROGRAM
        return _(BROWSER, default=BROWSER.default, mapping={"browser": browser, "system": system})

    def moment(self, when):
        """Return a moment as it is written."""
        return display.moment(when, self.request)

    def spans(self):
        """Return after how long one is signed out."""
        return {
            "idle": counted("minutes", settings.value("idle_minutes")),
            "absolute": counted("hours", settings.value("absolute_hours")),
        }


class SessionLeft(BrowserView):
    """Says for how many seconds the session holds; asking is no use of it."""

    def __call__(self):
        """Return JSON."""
        session = sessions.current(self.request)
        left = session.left(time.time(), settings.spans()) if session else 0
        self.request.response.setHeader("Content-Type", "application/json")
        return json.dumps({"seconds": int(left)})


class SessionExtend(SessionLeft):
    """Is a use of the session and nothing else."""

    def __call__(self):
        """Note that somebody is there and return what is left."""
        alsoProvides(self.request, IDisableCSRFProtection)
        session = sessions.current(self.request)
        if session is not None:
            sessions.seen(session, precisely=True)
        return super().__call__()
