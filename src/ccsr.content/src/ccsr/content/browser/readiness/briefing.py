"""The page of a briefing: what it says, who was told, who has opened it; sending it."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.page import full_name
from ccsr.content.browser.page import Page
from ccsr.content.content.actions.people import groups_of
from ccsr.content.content.readiness import briefing as briefings
from ccsr.content.content.readiness.briefing import IBriefing
from ccsr.content.domain.naming import title_in
from ccsr.content.domain.readiness import briefings as rules
from ccsr.content.permissions import KeepReadiness
from functools import cached_property
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound


SENT = _("briefing_said_sent", default="It is sent. E-mails are on their way.")
DRAFT = "draft"


class BriefingPage(Page):
    """Shows the version that was sent last; its keepers see what is not sent yet as well."""

    page = ViewPageTemplateFile("templates/briefing.pt")
    schema = IBriefing
    refusal = None

    def __init__(self, context, request):
        super().__init__(context, request)
        self.list = Listing(context, request)

    def __call__(self):
        """Send it, or show it and note that it was opened."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self.send()
        if self.version is not None and self.version == self.last:
            briefings.note_opening(self.context, self.version, self.request)
        return self.page()

    def send(self):
        """Send it and start anew, or say what is against it."""
        if not self.may_send():
            raise NotFound("send")
        try:
            briefings.send(self.context)
        except briefings.Refused as error:
            self.refusal = error.sentence
            return self.page()
        IStatusMessage(self.request).add(self.list.say(SENT))
        self.request.response.redirect(self.context.absolute_url())
        return ""

    def may_send(self):
        """Return whether the reader keeps it."""
        return self.allowed("Modify portal content") and self.allowed(KeepReadiness)

    def has_news(self):
        """Return whether the reader may send something that was not sent, or to more people."""
        words, told = briefings.words_of(self.context), briefings.would_be_told(self.context)
        known = rules.problem(words, self.last, told) == rules.NOTHING_NEW
        return self.may_send() and (not known or self.refusal is not None)

    def shows_state(self):
        """There is one state only."""
        return False

    # -- which words are shown ----------------------------------------------------

    @cached_property
    def versions(self):
        """Return what was sent, oldest first."""
        return briefings.versions(self.context)

    @property
    def last(self):
        """Return what was sent last, or None."""
        return self.versions[-1] if self.versions else None

    @cached_property
    def version(self):
        """Return the version that is shown, None where it is what was not sent yet."""
        asked = self.list.asked("version")
        if asked == DRAFT and self.has_unsent:
            return None
        number = int(asked) if asked.isdecimal() and len(asked) < 6 else len(self.versions)
        if asked and asked != DRAFT and not 1 <= number <= len(self.versions):
            raise NotFound(asked)
        return self.versions[number - 1] if self.versions else None

    @property
    def has_unsent(self):
        """Return whether it was changed since it was sent."""
        return rules.has_unsent(briefings.words_of(self.context), self.last)

    @cached_property
    def shown(self):
        """Return the words that are shown."""
        return self.version.words if self.version else briefings.words_of(self.context)

    @property
    def title(self):
        """Return the title that is shown, in the reader's language."""
        return title_in(self.language, self.shown.title, self.shown.title_cy)

    @property
    def other_title(self):
        """Its text stands below in both languages where that is of use; the title once."""
        return None

    def lines(self):
        """Return the text in the reader's language."""
        return display.lines(title_in(self.language, self.shown.text, self.shown.text_cy))

    # -- who was told --------------------------------------------------------------

    def about(self):
        """Return when and by whom the shown version was sent, None of one that was not."""
        if self.version is None:
            return None
        return {
            "number": self.version.number,
            "when": display.moment(self.version.at, self.request),
            "by": full_name(self.version.by),
            "is_last": self.version == self.last,
        }

    def groups(self):
        """Return the names of the groups that are told."""
        names = dict(groups_of(self.context.aq_parent))
        wanted = self.version.audience if self.version else self.context.audience
        return [names.get(one, one) for one in wanted]

    def kind(self):
        """Return the kind."""
        return self.term("briefing_kinds", self.context.kind)

    def receipts(self):
        """Return who was told of the shown version and when each has opened it."""
        if self.version is None or not self.allowed(KeepReadiness):
            return []
        opened = briefings.opened(self.context, self.version.number)
        rows = [
            {"name": full_name(id), "when": display.moment(opened.get(id), self.request)}
            for id in self.version.told
        ]
        return sorted(rows, key=lambda row: (bool(row["when"]), row["name"].casefold()))

    def would_be_told(self):
        """Return how many people would get it now."""
        return len(briefings.would_be_told(self.context))

    def earlier(self):
        """Return the versions, newest first, each with its address."""
        return [
            {
                "number": one.number,
                "when": display.moment(one.at, self.request),
                "url": f"{self.context.absolute_url()}?version={one.number}",
            }
            for one in reversed(self.versions)
        ]


class Briefings(Listing):
    """``@@briefings`` of the area: what was told to whom, and how many have opened it."""

    page_title = _("briefings_title", default="Briefings")

    def rows(self):
        """Return what the page shows of each, those that are not sent first."""
        path = "/".join(self.context.getPhysicalPath())
        found = self.find(portal_type="Briefing", path=path)
        # Who has opened it changes without the catalog; there are a few dozen at most.
        rows = [self._row(brain.getObject()) for brain in found]
        waiting = [row for row in rows if row["at"] is None]
        sent = sorted((row for row in rows if row["at"]), key=lambda row: row["at"])
        return [*waiting, *reversed(sent)]

    def _row(self, briefing):
        last = briefings.last(briefing)
        opened = briefings.opened(briefing, last.number) if last else {}
        return {
            "title": briefing.title_for(self.language),
            "url": briefing.absolute_url(),
            "kind": self.term("briefing_kinds", briefing.kind),
            "at": last and last.at,
            "when": self.moment(last.at) if last else "",
            "opened": len(opened),
            "told": len(last.told) if last else 0,
            "is_changed": rules.has_unsent(briefings.words_of(briefing), last),
        }

    def may_add(self):
        """Return whether the reader may write one."""
        return any(fti.getId() == "Briefing" for fti in self.context.allowedContentTypes())
