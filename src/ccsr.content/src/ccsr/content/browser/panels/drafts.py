"""Panels of those who bring documents in and share them."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser.panels.base import ListPanel
from ccsr.content.browser.panels.base import Row
from ccsr.content.browser.review import queue as page
from ccsr.content.browser.review.concealments import due_brains
from ccsr.content.browser.review.overdue import overdue_brains
from ccsr.content.domain import queue
from ccsr.content.domain.counting import counted
from ccsr.content.interfaces import IConcealments
from ccsr.content.interfaces import IDocument
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


LATE = ("late", _("flag_late", default="Late"))


class DraftRows(ListPanel):
    """A panel that lists drafts."""

    @cached_property
    def drafts(self):
        """Return every draft that the reader may see."""
        return list(page.drafts(self).values())

    def row(self, draft):
        """Return a draft's row.

        It is woken: what stops it is said in sentences that the rules make of
        the thing itself, and a panel shows a handful.
        """
        thing = self.context.restrictedTraverse(draft.path)
        meta = (
            draft.service or self.say(self.kind(draft.kind)),
            self.say(counted("days", draft.days)),
        )
        return Row(
            draft.title,
            thing.absolute_url(),
            meta,
            flag=LATE if draft.is_late else None,
            stops=page.stops(self, thing),
        )


class Queue(DraftRows):
    """Reviewers: how many drafts wait, and those that can be shared at once."""

    index = ViewPageTemplateFile("templates/queue.pt")
    most = 5
    heading = _("panel_queue", default="Review queue")
    help = _("panel_queue_help", default="Ready to share, the longest waiting first:")
    empty = _(
        "panel_queue_empty",
        default="Nothing is ready to share. Look at what is missing in the drafts, or ask the "
        "officer who added them.",
    )
    more = ("@@queue", _("panel_queue_more", default="Open the review queue"))

    def counts(self):
        """Return the filters of the queue with their numbers."""
        counts = queue.counts(self.drafts)
        for term in queue.FILTER_TERMS:
            if term.token != "all":
                url = f"{self.context.absolute_url()}/@@queue?show={term.token}"
                yield {"title": term.title, "count": counts[term.token], "url": url}

    def rows(self):
        """Return the first drafts that are ready."""
        return [self.row(draft) for draft in queue.select(self.drafts, "ready")[: self.most]]


class Drafts(DraftRows):
    """Officers: drafts to finish, with what is missing."""

    heading = _("panel_drafts", default="Drafts to finish")
    empty = _(
        "panel_drafts_empty",
        default="Every draft is complete and waits for a reviewer. Add the next document in the "
        "register.",
    )
    more = ("@@queue", _("panel_drafts_more", default="All drafts"))

    def available(self):
        """Reviewers have their queue instead."""
        return not self.may(permissions.Share)

    #: Fewer than elsewhere: each says what stops it.
    most = 3

    def rows(self):
        """Return the drafts that something stops, the longest waiting first."""
        return [self.row(draft) for draft in queue.select(self.drafts, "waiting")[: self.most]]


class Arrived(ListPanel):
    """Officers: what was added lately."""

    heading = _("panel_arrived", default="Arrived lately")
    empty = _(
        "panel_arrived_empty",
        default="No document has arrived yet. Open a service in the register and add the first.",
    )
    more = ("register", _("panel_arrived_more", default="Open the register"))

    def available(self):
        """Reviewers see what arrives in their queue."""
        return not self.may(permissions.Share)

    def rows(self):
        """Return the newest documents, whatever state they are in."""
        brains = self.find(
            object_provides=IDocument.__identifier__,
            sort_on="created",
            sort_order="descending",
            sort_limit=self.most,
        )[: self.most]
        return [
            self.document_row(brain, self.day(brain.created), state=brain.review_state)
            for brain in brains
        ]


class ConcealmentsDue(ListPanel):
    """Reviewers: what is concealed and past its review date."""

    most = 5
    heading = _("panel_concealments", default="Concealments to review")
    empty = _(
        "panel_concealments_empty",
        default="No concealment is past its review date. The register shows all that are open.",
    )
    more = ("@@concealments", _("panel_concealments_more", default="Open the concealment register"))

    def rows(self):
        """Return the concealments that are due, the longest overdue first."""
        return [self.row(brain) for brain in due_brains(self)[: self.most]]

    def row(self, brain):
        """Return one; it is woken because the reason is on the thing alone."""
        record = IConcealments(brain.getObject()).current()
        meta = (record.reason, self.person(record.actor))
        flag = _(
            "panel_review_due",
            default="Review was due on ${day}",
            mapping={"day": self.day(record.review_on)},
        )
        return Row(self.title(brain), brain.getURL(), meta, flag=("late", flag))


class Overdue(ListPanel):
    """Staff and inspectorate: annual inspections that are overdue (protocol 3.6)."""

    most = 5
    heading = _("overdue_title", default="Overdue annual inspections")
    empty = _(
        "overdue_empty",
        default="No annual inspection is overdue. Services appear here on the day after a year "
        "has passed.",
    )
    more = ("@@overdue", _("panel_overdue_more", default="All overdue inspections"))

    def rows(self):
        """Return the services that are longest overdue."""
        return [self.row(brain) for brain in overdue_brains(self)[: self.most]]

    def row(self, brain):
        """Return one service."""
        authority = self.say(self.term("local_authorities", brain.local_authority or None))
        count = (self.today - brain.annual_due).days
        late = _(
            "panel_overdue_by",
            default="Overdue since ${day}",
            mapping={"day": self.day(brain.annual_due)},
        )
        meta = (authority, self.say(counted("days", count)))
        return Row(
            self.title(brain), brain.getURL(), tuple(filter(None, meta)), flag=("late", late)
        )
