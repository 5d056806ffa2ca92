"""What the pages about keeping and disposing have in common."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser.listing import as_date
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.listing import several
from ccsr.content.domain import retention
from ccsr.content.domain.counting import counted
from ccsr.content.domain.naming import title_in
from ccsr.content.domain.titles import welsh_title
from dataclasses import dataclass
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


#: The pages of the area, each with what one must be allowed to open it.
PAGES = (
    ("retention", _("retention_title", default="Retention reviews"), permissions.ReviewRetention),
    ("disposals", _("disposals_title", default="Proposed disposals"), permissions.ReviewRetention),
    ("holds", _("holds_title", default="Holds"), permissions.PlaceHold),
    (
        "certificates",
        _("certificates_title", default="Certificates of disposal"),
        permissions.ReviewRetention,
    ),
    (
        "retention-schedule",
        _("schedule_title", default="Retention schedule"),
        permissions.Configure,
    ),
)

WHY = _("retention_why", default="${years} after ${event} (${day})")
NOTHING_YET = _("retention_runs_not", default="${years} after ${event}, which is not yet")


@dataclass(frozen=True)
class Result:
    """What became of one line of a batch."""

    title: str
    url: str
    refusals: list


class RetentionPage(Listing):
    """A page of the area."""

    parts = ViewPageTemplateFile("templates/retention_parts.pt")
    errors = ()

    def areas(self):
        """Return the pages of the area that the reader may open."""
        base = api.portal.get().absolute_url()
        return [
            {
                "title": title,
                "url": f"{base}/@@{name}",
                "is_current": name == self.__name__ and self.context == api.portal.get(),
            }
            for name, title, permission in PAGES
            if self.may(permission)
        ]

    @property
    def is_posted(self):
        """Whether something is to be done; the form's own token is checked."""
        if self.request.method != "POST":
            return False
        CheckAuthenticator(self.request)
        return True

    def kind_of(self, token):
        """Return the title of a kind of the schedule."""
        return retention.BY_TOKEN[token].title

    def event(self, token):
        """Return the words of an event."""
        return retention.EVENT_TITLES[token]

    def why(self, rule, since):
        """Return why a thing is due, in words."""
        words = {
            "years": counted("years", rule.years),
            "event": self.say(self.event(rule.event)),
            "day": self.day(since),
        }
        message = NOTHING_YET if since is None else WHY
        return self.say(Message(message, mapping=words))

    def error(self, name):
        """Return the sentence for a field, None where it is in order."""
        return next((one.message for one in self.errors if one.rule == name), None)

    def other_errors(self, *fields):
        """Return the refusals that belong to none of these fields."""
        return [one for one in self.errors if one.rule not in fields]

    @property
    def ticked(self):
        """Return what was ticked."""
        return several(self.request, "ticks")

    def record(self, uid):
        """Return the catalog record of a thing by UID, None where the reader sees none."""
        found = self.find(UID=uid) if uid else ()
        return found[0] if found else None

    def named(self, uid, title=""):
        """Return title and address of a thing, which may be gone."""
        brain = self.record(uid)
        if brain is None:
            return {"title": title or self.say(GONE), "url": "", "kind": ""}
        kind = self.say(self.kind(brain.portal_type))
        return {"title": self.title(brain), "url": brain.getURL(), "kind": kind}

    def holders(self, brain):
        """Return the titles of the service and the provider that hold a thing.

        A part of a service has no columns for them; those of its service are read.
        """
        if not brain.provider_ref:
            path = brain.getPath().rpartition("/")[0]
            found = self.find(path={"query": path, "depth": 0})
            brain = found[0] if found else brain
        return [self.holder(brain, name)["title"] for name in ("service_ref", "provider_ref")]

    def is_past(self, day):
        """Return whether a day is over."""
        return as_date(day) < self.today


GONE = _("retention_gone", default="Not there any more")


def title_of(thing, language):
    """Return the name of a thing in a language."""
    return title_in(language, thing.title, welsh_title(thing))
