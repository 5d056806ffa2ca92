"""``@@liaison``: the items by state, for officers and reviewers, who move many at once."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import words
from ccsr.content.browser.listing import Listing
from ccsr.content.content import liaison_rows
from ccsr.content.domain import liaison
from ccsr.content.domain import liaison_list
from ccsr.content.domain.liaison_list import Wanted
from ccsr.content.domain.naming import alphabetic
from ccsr.content.domain.sharing import Refusal
from ccsr.content.subscribers.workflow import Refused
from dataclasses import dataclass
from plone import api
from plone.protect import CheckAuthenticator
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent

import transaction


NO_LONGER = Refusal(
    "state", _("liaison_no_longer", default="It is in another state: somebody else was quicker.")
)
PREPARE = "prepare"


@dataclass(frozen=True)
class Deed:
    """What can be done with many items of a state at once."""

    id: str
    title: str
    permission: str


#: Tab → what can be done there.
DEEDS = {
    "new": (Deed("triage", words.TRANSITIONS["triage"], permissions.UseLiaison),),
    "triaged": (
        Deed(
            PREPARE, _("liaison_prepare", default="Mark as ready to send"), permissions.UseLiaison
        ),
        Deed("send", words.TRANSITIONS["send"], permissions.SendLiaisonItem),
        Deed("take_back", words.TRANSITIONS["take_back"], permissions.UseLiaison),
    ),
}


@dataclass(frozen=True)
class Result:
    """What became of one ticked row."""

    title: str
    url: str
    refusals: tuple[Refusal, ...]


class LiaisonList(Listing):
    """The page."""

    page = ViewPageTemplateFile("templates/liaison_list.pt")
    results = None

    def __call__(self):
        """Do what was asked with what was ticked, then show what waits."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            self.results = self.do(self.asked("do"), self.ticked)
        return self.page()

    @property
    def filters(self):
        """Return the filters in force."""
        return {name: self.asked(name) for name in ("state", "kind", "authority", "service")}

    @property
    def tab(self):
        """Return the tab that was asked for."""
        known = [term.token for term in liaison_list.TABS]
        return self.asked("state") if self.asked("state") in known else liaison_list.ALL_OPEN

    def update(self):
        """Read the items once for the page."""
        self.all = liaison_rows.rows(self.language)
        asked = self.filters
        wanted = Wanted(asked["kind"], asked["authority"], asked["service"])
        self.fitting = [row for row in self.all if wanted.fits(row)]
        self.shown = self.batch(liaison_list.of_tab(self.fitting, self.tab))
        self.services = liaison_rows.services([row.service for row in self.all])
        return self.shown

    def tabs(self):
        """Return the states, each with its number."""
        counts = liaison_list.counts(self.fitting)
        return [
            {
                "title": term.title,
                "count": counts[term.token],
                "url": self.address(state=term.token, b_start=None),
                "is_current": term.token == self.tab,
            }
            for term in liaison_list.TABS
        ]

    def choices(self, name):
        """Return the values of a filter that some item has, by their words."""
        tokens = {getattr(row, name) for row in self.all} - {""}
        found = [(token, self.word(name, token)) for token in tokens]
        named = (pair for pair in found if pair[1])
        return sorted(named, key=lambda pair: alphabetic(pair[1], self.language))

    def word(self, name, token):
        """Return the words of a value of a row."""
        if name == "service":
            return self.title(self.services[token]) if token in self.services else ""
        return self.term(VOCABULARIES[name], token)

    def service(self, row):
        """Return name and address of the service of a row, None where there is none."""
        brain = self.services.get(row.service)
        return brain and {"title": self.title(brain), "url": brain.getURL()}

    # -- doing it with many -----------------------------------------------------

    def deeds(self):
        """Return what the reader can do with the ticked rows of this tab."""
        return [deed for deed in DEEDS.get(self.tab, ()) if self.may(deed.permission)]

    @property
    def ticked(self):
        """Return the UIDs that were ticked."""
        value = self.request.form.get("uids", [])
        return [value] if isinstance(value, str) else list(value)

    def do(self, name, uids):
        """Do it with each item by itself: what refuses one does not undo another."""
        known = {deed.id for deeds in DEEDS.values() for deed in deeds}
        if not uids or name not in known:
            return []
        return [self.do_one(name, brain) for brain in self.find(UID=uids)]

    def do_one(self, name, brain):
        """Do it with one item and return what became of it."""
        before = transaction.savepoint()
        found = ()
        try:
            prepare(brain.getObject()) if name == PREPARE else self.move(name, brain)
        except Refused as error:
            found = tuple(error.refusals)
        except WorkflowException:
            found = (NO_LONGER,)
        if found:
            before.rollback()
        return Result(self.title(brain), brain.getURL(), found)

    def move(self, name, brain):
        """Make a transition."""
        tool = api.portal.get_tool("portal_workflow")
        tool.doActionFor(brain.getObject(), name, comment=self.asked("comment"))

    def done(self):
        """Return how many were done."""
        return sum(not result.refusals for result in self.results)


def prepare(item):
    """Mark a triaged item as ready to be sent; ``WorkflowException`` where it is none."""
    may = api.user.has_permission(permissions.PrepareLiaisonItem, obj=item)
    if not may or api.content.get_state(item) != "triaged":
        raise WorkflowException
    found = liaison.demands_of_sending(liaison.Parcel(item.detail, True, True))
    if found:
        raise Refused(found)
    item.prepared = True
    item.reindexObject()
    notify(ObjectModifiedEvent(item, Attributes(None, "prepared")))


#: Filter → vocabulary of its values.
VOCABULARIES = {"kind": "liaison_kinds", "authority": "local_authorities"}
