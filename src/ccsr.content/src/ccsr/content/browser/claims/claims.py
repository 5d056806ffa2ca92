"""``@@claims`` of a provider: what it offers in each service, kept by its own contacts.

One form for all services, so that saving one loses nothing that is typed for
another; a button for each service.
"""

from ccsr.content import _
from ccsr.content.browser import rows
from ccsr.content.browser.claims.claim import NOTHING
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.said import Said
from ccsr.content.browser.said import SCHEMA
from ccsr.content.browser.said import words
from ccsr.content.content import claim as claims
from ccsr.content.content import stop_notice
from ccsr.content.content.service import IService
from ccsr.content.domain import claim_typed
from ccsr.content.domain.naming import title_in
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zope.component import getUtility
from zope.i18nmessageid import Message
from zope.schema.interfaces import IVocabularyFactory


SAVED = _("claim_saved", default="Saved: ${service}.")
STILL_TRUE = _("claim_still_true", default="Said to be true today: ${service}.")
NOT_SAVED = _(
    "claim_not_saved", default="Not saved: ${service}. What you typed is still here; see below."
)
UNSAVED = _(
    "claim_unsaved",
    default="Not saved yet: ${service}. What you typed there is still here.",
)

#: More services than these stand folded up, and one is opened at a time.
MOST_OPEN = 2


@dataclass
class Entry:
    """One service on the page: what stands, what was typed, and what is wrong with that."""

    service: Any
    version: str
    stands: dict
    shown: dict
    typed: dict
    sent_version: str
    problems: list = field(default_factory=list)
    is_overtaken: bool = False

    @property
    def suffix(self):
        """Return what its fields end with."""
        return f"-{self.service.getId()}"

    @property
    def claim(self):
        """Return the claim that stands, or None."""
        return claims.of(self.service)

    @property
    def is_changed(self):
        """Return whether something else is typed than the form began with."""
        return self.typed != self.shown

    @property
    def has_day(self):
        """Return whether there is something to be said to be true still."""
        return self.claim is not None and self.claim.vacancies is not None

    def error(self, name):
        """Return the sentence for a field, '' where it is in order."""
        return next((one.message for one in self.problems if one.field == name), "")


class Claims(Listing):
    """The page."""

    page = ViewPageTemplateFile("templates/claims.pt")
    page_title = _("claims_title", default="What you offer")

    def __call__(self):
        """Save what was asked for, or show the page; first comes the stop notice."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self.act()
        if not stop_notice.is_acknowledged():
            return self.request.response.redirect(f"{self.context.absolute_url()}/@@stop-notice")
        return self.page()

    @cached_property
    def entries(self):
        """Return the services that the reader may see, by name.

        They are woken: what they offer and every field of it stands in no column.
        """
        brains = rows.by_name(rows.entries(rows.path_of(self.context)), self.language)
        found = (one.getObject() for one in brains)
        return [self._entry(one) for one in found if IService.providedBy(one)]

    def _entry(self, service):
        version = claims.version(service)
        stands = claim_typed.typed_of(claims.standing(service))
        shown = dict(stands)
        if not version:
            shown["vacancies_on"] = self.today.isoformat()
        suffix = f"-{service.getId()}"
        form = self.request.form
        is_sent = self.request.method == "POST" and f"version{suffix}" in form
        typed = claim_typed.normal(form, suffix) if is_sent else dict(shown)
        sent = form.get(f"version{suffix}") if is_sent else version
        return Entry(service, version, stands, shown, typed, sent)

    # -- acting -----------------------------------------------------------------

    def act(self):
        """Do what the button says; then go on, or show what is not saved."""
        done = [word for entry in self.wanted() if (word := self._save(entry))]
        for message in done:
            IStatusMessage(self.request).add(self.say(message))
        if any(entry.problems or entry.is_overtaken or entry.is_changed for entry in self.entries):
            return self.page()
        return self.request.response.redirect(self.address())

    def wanted(self):
        """Return the services that are to be saved: that of the button, or all that changed."""
        asked = self.asked("save") or self.asked("confirm")
        if not asked:
            return [entry for entry in self.entries if entry.is_changed]
        return [entry for entry in self.entries if entry.service.getId() == asked]

    def _save(self, entry):
        if entry.sent_version != entry.version:
            entry.is_overtaken = True
            return None
        is_confirmed = bool(self.asked("confirm")) and not self.asked("save")
        values, entry.problems = self._values(entry, is_confirmed)
        if not entry.problems:
            self._keep(entry, values, is_confirmed)
        if entry.problems:
            return None
        return _named(STILL_TRUE if is_confirmed else SAVED, self.name(entry))

    def _values(self, entry, is_confirmed):
        if is_confirmed:
            return {"vacancies_on": self.today}, []
        values, problems = claim_typed.read(entry.typed)
        forgotten = claim_typed.forgotten_day(entry.typed, entry.shown, self.today)
        return values, problems or forgotten

    def _keep(self, entry, values, is_confirmed):
        is_untouched = not entry.is_changed
        try:
            claims.save(entry.service, **values)
        except claims.Refused as error:
            entry.problems = error.problems
            return
        entry.stands = claim_typed.typed_of(claims.standing(entry.service))
        entry.shown = dict(entry.stands)
        entry.version = claims.version(entry.service)
        if is_untouched or not is_confirmed:
            entry.typed = dict(entry.stands)
        else:
            entry.typed["vacancies_on"] = entry.stands["vacancies_on"]

    # -- showing ----------------------------------------------------------------

    def name(self, entry):
        """Return the name of a service in the reader's language."""
        return title_in(self.language, entry.service.title, entry.service.title_cy)

    @property
    def provider(self):
        """Return the name of the provider in the reader's language."""
        return title_in(self.language, self.context.title, self.context.title_cy)

    def said(self, entry):
        """Return the claim that stands, ready to show, or None."""
        return Said(entry.claim, self.request) if entry.claim is not None else None

    def is_open(self, entry):
        """Return whether its form stands open."""
        return (
            len(self.entries) <= MOST_OPEN
            or entry.claim is None
            or bool(entry.problems)
            or entry.is_overtaken
            or entry.is_changed
        )

    def notices(self):
        """Return what was not saved, with the place on the page to go to."""
        found = []
        for entry in self.entries if self.request.method == "POST" else ():
            if entry.problems or entry.is_overtaken or entry.is_changed:
                refused = bool(entry.problems) or entry.is_overtaken
                message = _named(NOT_SAVED if refused else UNSAVED, self.name(entry))
                found.append({"message": message, "href": f"#service{entry.suffix}"})
        return found

    @property
    def stop(self):
        """Return the sentence that says to acknowledge the notice first, or ''."""
        refused = (entry.error("") for entry in self.entries)
        return next(filter(None, refused), "")

    def field_label(self, name):
        """Return the label of a field."""
        return SCHEMA[name].title

    def terms(self, vocabulary):
        """Return the terms of a vocabulary."""
        return list(getUtility(IVocabularyFactory, f"ccsr.content.{vocabulary}")(self.context))

    def now(self, entry, name):
        """Return what stands in a field that somebody else has saved meanwhile, in words."""
        if not entry.is_overtaken or entry.typed[name] == entry.stands[name]:
            return ""
        value = claims.standing(entry.service).get(name)
        found = words(name, value, self.request)
        return ", ".join(found) or self.say(NOTHING)

    def overtaken_by(self, entry):
        """Return who saved last, and when."""
        last = claims.changes(entry.claim)[-1] if entry.claim is not None else None
        return last and {"who": self.person(last.by), "when": self.moment(last.at)}


def _named(message, service):
    return Message(message, mapping={"service": service})


class EditClaim(BrowserView):
    """``edit`` of a claim leads to the one page where it is kept."""

    def __call__(self):
        """Lead there."""
        service = self.context.__parent__
        target = f"{service.__parent__.absolute_url()}/@@claims#service-{service.getId()}"
        return self.request.response.redirect(target)


class StopNotice(Listing):
    """``@@stop-notice`` of a provider: read it, and acknowledge it once."""

    page = ViewPageTemplateFile("templates/stop_notice.pt")
    page_title = _("stop_notice_title", default="Before you tell us anything")
    error = ""

    def __call__(self):
        """Keep the acknowledgement and go on, or show the notice."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self.asked("understood"):
                stop_notice.acknowledge()
                return self.request.response.redirect(f"{self.context.absolute_url()}/@@claims")
            self.error = self.say(NOT_TICKED)
        return self.page()

    @property
    def acknowledged(self):
        """Return when the reader acknowledged it, in words; '' where not yet."""
        return self.moment(stop_notice.acknowledged_at())


NOT_TICKED = _("stop_notice_not_ticked", default="Tick the box to say that you have read it.")
