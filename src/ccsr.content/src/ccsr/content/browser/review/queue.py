"""``@@queue``: what waits to be shared and what stops it; reviewers share many at once."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser.listing import as_date
from ccsr.content.browser.listing import column
from ccsr.content.browser.listing import Listing
from ccsr.content.controlpanels.settings import settings
from ccsr.content.domain import queue
from ccsr.content.domain.sharing import Refusal
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IRegisterEntry
from ccsr.content.interfaces import ISharingGate
from ccsr.content.subscribers.workflow import Refused
from dataclasses import dataclass
from plone import api
from plone.dexterity.utils import iterSchemata
from plone.protect import CheckAuthenticator
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.schema import getFieldsInOrder

import transaction


#: Which kinds wait, and whether the duty to share on time runs for them (protocol 5.2).
WAITING = ((IRegisterEntry, False), (IDocument, True))

NO_LONGER = Refusal(
    "draft", _("queue_no_longer", default="It is no longer a draft: somebody else was quicker.")
)

#: The field that answers a rule; mandatory fields are found by their title.
FIELDS = {
    "file_present": "file",
    "file_readable": "file",
    "shareable_declared": "shareable_declared",
    "enforcement_stage": "stage",
    "held": "held",
}
#: Rules that are answered elsewhere: by sharing what holds the thing.
ELSEWHERE = ("provider_shared", "service_shared")

#: The page's title, by whether the reader may share.
TITLES = {
    True: _("queue_title", default="Review queue"),
    False: _("queue_title_officer", default="Drafts to finish"),
}


@dataclass(frozen=True)
class Stop:
    """A sentence that says what stops a draft, and where that can be mended."""

    sentence: str
    url: str


@dataclass(frozen=True)
class Result:
    """What became of one ticked row."""

    title: str
    url: str
    refusals: tuple[Refusal, ...]


def drafts(view):
    """Return every draft the reader may see, by path of its record."""
    days = settings().days_to_share
    found = {}
    for kind, has_duty in WAITING:
        for brain in view.find(object_provides=kind.__identifier__, review_state="draft"):
            found[brain.getPath()] = _draft(view, brain, has_duty, days)
    return found


def _draft(view, brain, has_duty, days):
    arrived = as_date(column(brain, "received") or brain.created)
    return queue.Draft(
        uid=brain.UID,
        path=brain.getPath(),
        kind=brain.portal_type,
        title=view.title(brain),
        service=view.holder(brain, "service_ref")["title"] if has_duty else "",
        provider=view.holder(brain, "provider_ref")["title"],
        arrived=arrived,
        stops=tuple(one for one in column(brain, "sharing_stops") or () if one != queue.READY),
        due=queue.due(arrived, has_duty, days),
        today=view.today,
    )


def stops(view, thing):
    """Return what stops a draft, each with the place where it can be mended."""
    return [Stop(one.message, _remedy(thing, one)) for one in ISharingGate(thing).refusals()]


def _remedy(thing, refusal):
    if refusal.rule in ELSEWHERE:
        return thing.__parent__.absolute_url()
    if not api.user.has_permission("Modify portal content", obj=thing):
        return thing.absolute_url()
    if refusal.rule == "redacted":
        return f"{thing.absolute_url()}/@@redact"
    field = FIELDS.get(refusal.rule) or _named(thing, refusal)
    return f"{thing.absolute_url()}/edit#formfield-form-widgets-{field}"


def _named(thing, refusal):
    title = (getattr(refusal.message, "mapping", None) or {}).get("field")
    fields = (pair for schema in iterSchemata(thing) for pair in getFieldsInOrder(schema))
    return next((name for name, field in fields if field.title == title), "title")


class Queue(Listing):
    """The page; it has a column to tick for those who may share."""

    page = ViewPageTemplateFile("templates/queue.pt")
    results = None

    @property
    def page_title(self):
        """Return the title: what the page is to its reader."""
        return TITLES[self.can_share]

    def __call__(self):
        """Share what was ticked, then show what waits."""
        if self.request.method == "POST" and self.can_share:
            CheckAuthenticator(self.request)
            self.results = self.share(self.ticked)
        return self.page()

    @property
    def can_share(self):
        """Whether the reader shares, or only finishes drafts."""
        return self.may(permissions.Share)

    @property
    def filters(self):
        """Return the filters in force."""
        return {name: self.asked(name) for name in ("show", "kind", "sort")}

    # -- the list -------------------------------------------------------------

    def update(self):
        """Read the queue once for the page."""
        self.drafts = drafts(self)
        self.counts = queue.counts(self.drafts.values())
        chosen = queue.select(
            self.drafts.values(), self.asked("show"), self.asked("kind"), self.asked("sort")
        )
        self.shown = self.batch(chosen)
        return self.shown

    def tabs(self):
        """Return the filters by readiness, each with its number."""
        current = self.asked("show") or "all"
        return [
            {
                "title": term.title,
                "count": self.counts[term.token],
                "url": self.address(show=term.token, b_start=None),
                "is_current": term.token == current,
            }
            for term in queue.FILTER_TERMS
        ]

    def kinds(self):
        """Return the kinds of thing that are waiting."""
        return sorted({draft.kind for draft in self.drafts.values()})

    def sorts(self):
        """Return the orders on offer."""
        return queue.SORT_TERMS

    def rows(self):
        """Return the rows of the shown batch.

        Only these are woken: what stops a draft is said in sentences that the
        rules make of the thing itself, and there are as many as fit on a page.
        """
        for draft in self.shown:
            thing = self.context.restrictedTraverse(draft.path)
            yield {
                "draft": draft,
                "url": thing.absolute_url(),
                "uploader": self.person(thing.Creator()),
                "stops": stops(self, thing),
                "ticked": draft.is_ready and self.asked("tick") == "ready",
            }

    # -- sharing many ---------------------------------------------------------

    @property
    def ticked(self):
        """Return the UIDs that were ticked."""
        value = self.request.form.get("uids", [])
        return [value] if isinstance(value, str) else list(value)

    def share(self, uids):
        """Share each ticked draft by itself: what refuses one does not undo another."""
        if not uids:
            return []
        brains = {brain.getPath(): brain for brain in self.find(UID=uids)}
        return [self.share_one(brains[path]) for path in queue.in_order_of_sharing(brains)]

    def share_one(self, brain):
        """Share one draft and return what became of it."""
        title, url = self.title(brain), brain.getURL()
        before = transaction.savepoint()
        try:
            api.portal.get_tool("portal_workflow").doActionFor(
                brain.getObject(), "share", comment=self.asked("comment")
            )
        except Refused as error:
            before.rollback()
            return Result(title, url, tuple(error.refusals))
        except WorkflowException:
            before.rollback()
            return Result(title, url, (NO_LONGER,))
        return Result(title, url, ())

    def shared(self):
        """Return how many were shared."""
        return sum(not result.refusals for result in self.results)
