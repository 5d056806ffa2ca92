"""Evidence from liaison and concealment (protocol 5.3, 5.4)."""

from ccsr.content import _
from ccsr.content.content.concealments import ever_concealed
from ccsr.content.content.governance.evidence import as_day
from ccsr.content.content.governance.evidence import column
from ccsr.content.content.governance.evidence import filled
from ccsr.content.content.governance.evidence import find
from ccsr.content.content.governance.evidence import link
from ccsr.content.content.governance.evidence import Rule
from ccsr.content.content.governance.evidence_documents import LATE
from ccsr.content.content.liaison import ILiaisonItem
from ccsr.content.content.way import steps
from ccsr.content.domain import liaison
from ccsr.content.domain.counting import counted
from ccsr.content.domain.governance import compliance
from ccsr.content.interfaces import IConcealments
from ccsr.content.permissions import Conceal
from ccsr.content.permissions import UseLiaison
from ccsr.content.permissions import ViewHistory
from functools import cached_property
from plone import api


WAITING = _("evidence_waiting", default="since ${day}")
CLOSED = ("closed", "rejected")
PAGE = _("word_liaison_items", default="Liaison items")


class Items(Rule):
    """Base of the rules about liaison items; each is woken for its history, as for the report."""

    kinds = ()
    page = ("@@liaison", PAGE, UseLiaison)

    @cached_property
    def brains(self):
        """Return the records by UID."""
        query = {"object_provides": ILiaisonItem.__identifier__}
        found = find(**query, liaison_kind=list(self.kinds)) if self.kinds else find(**query)
        return {brain.UID: brain for brain in found}

    @cached_property
    def ways(self):
        """Return the steps of each that its reader is told of."""
        return {uid: way for uid, brain in self.brains.items() if (way := _way(brain))}


def _way(brain):
    item = brain.getObject()
    is_recipient = not api.user.has_permission(ViewHistory, obj=item)
    return liaison.shown(steps(item), is_recipient)


def _last(way, transitions):
    """Return the day of the last step that is one of the transitions, None without."""
    return next((as_day(step.at) for step in reversed(way) if step.transition in transitions), None)


class PassedOn(Items):
    """What is open has been sent to the inspectorate, or is not for long."""

    @cached_property
    def records(self):
        """Return when each was opened, sent and closed."""
        return [_span(uid, way) for uid, way in self.ways.items()]

    def figure(self, day):
        """Return how many of the open ones were passed on."""
        return compliance.passed_on(self.records, self.protocol.answer_days, day)

    def said(self):
        """Return the sentence; none open is one of its own."""
        is_none = self.now.state == compliance.MET and not self.now.total
        return self.none_open if is_none else super().said()

    def links(self):
        """Return what waits to be passed on."""
        found = compliance.waiting(self.records, self.today)
        return [link(self.brains[one.ref], filled(WAITING, day=one.opened)) for one in found]


def _span(uid, way):
    is_closed = way[-1].state in CLOSED
    return compliance.Span(
        uid,
        as_day(way[0].at),
        _last(way, ("send",)),
        as_day(way[-1].at) if is_closed else None,
    )


class DiscrepanciesPassedOn(PassedOn):
    """Discrepancies between conditions and claims."""

    kinds = ("discrepancy",)
    page = ("@@liaison?kind=discrepancy", PAGE, UseLiaison)
    sentence = _(
        "evidence_discrepancies",
        default="Open discrepancies passed on to the inspectorate: ${kept} of ${total}.",
    )
    none_open = _("evidence_discrepancies_open", default="No discrepancy is open.")
    nothing = _("evidence_discrepancies_none", default="No discrepancy has been found so far.")


class ConcernsPassedOn(PassedOn):
    """Concerns about providers, and doubts about what is registered."""

    kinds = ("concern", "factual_accuracy")
    sentence = _(
        "evidence_concerns",
        default="Open concerns, and doubts about what is registered, passed on to the "
        "inspectorate: ${kept} of ${total}.",
    )
    none_open = _("evidence_concerns_open", default="No concern is open.")
    nothing = _("evidence_concerns_none", default="No concern has been raised so far.")


class ItemsAnswered(Items):
    """What was sent is answered in time; what was closed before is not counted."""

    sentence = _(
        "evidence_answered",
        default="Items sent in the last twelve months that were answered within ${days}: "
        "${kept} of ${total}.",
    )
    nothing = _(
        "evidence_answered_none",
        default="No item sent in the last twelve months has been answered or is due.",
    )

    @cached_property
    def records(self):
        """Return when each was sent and answered."""
        found = []
        for uid, way in self.ways.items():
            sent, answered = _last(way, ("send",)), _last(way, ("answer",))
            # An item that closed by itself needed no answer any more.
            if sent and (answered or way[-1].state not in CLOSED):
                found.append(compliance.Timed(uid, sent, answered))
        return found

    def figure(self, day):
        """Return how many were answered in time."""
        return compliance.on_time(self.records, self.protocol.answer_days, day)

    def numbers(self):
        """Return the days."""
        return {"days": counted("days", self.protocol.answer_days)}

    def links(self):
        """Return what was late."""
        found = compliance.late(self.records, self.protocol.answer_days, self.today)
        return [link(self.brains[one.ref], self._note(one)) for one in found]

    def _note(self, one):
        over = ((one.done or self.today) - one.told).days - self.protocol.answer_days
        return filled(LATE, day=one.told, days=counted("days", over))


class ConcealmentsReviewed(Rule):
    """No concealment is past its review; what was revealed is known to who may conceal."""

    page = ("@@concealments", _("concealments_title", default="Concealment register"), Conceal)
    sentence = _(
        "evidence_concealments",
        default="Concealments not past the day of their review: ${kept} of ${total}.",
    )
    nothing = _("evidence_concealments_none", default="Nothing is concealed.")

    @cached_property
    def brains(self):
        """Return the records of what is concealed, by UID; of what ever was, to reviewers."""
        found = find(UID=ever_concealed()) if self.sees_past else find(review_state="concealed")
        return {brain.UID: brain for brain in found}

    @cached_property
    def sees_past(self):
        """Whether the concealment register is open to whoever asks."""
        return api.user.has_permission(Conceal, obj=api.portal.get())

    @cached_property
    def records(self):
        """Return the concealments; the past ones are kept on the things, which are few."""
        if self.sees_past:
            return [
                _concealed(uid, one)
                for uid, brain in self.brains.items()
                for one in IConcealments(brain.getObject()).all()
            ]
        return [
            compliance.Concealed(uid, as_day(brain.concealed_on), as_day(brain.review_due))
            for uid, brain in self.brains.items()
            if column(brain, "review_due")
        ]

    def figure(self, day):
        """Return how many are not past their review."""
        if day < self.today and not self.sees_past:
            return None
        return compliance.reviewed(self.records, day)

    def said(self):
        """Return the sentence; nothing concealed is one of its own."""
        return super().said() if self.now.total else self.nothing

    def links(self):
        """Return what is past its review."""
        past = [one for one in self.records if one.is_past_review(self.today)]
        past.sort(key=lambda one: one.review_on)
        return [link(self.brains[one.ref], filled(WAITING, day=one.review_on)) for one in past]


def _concealed(uid, one):
    until = as_day(one.revealed_at) if one.revealed_at else None
    return compliance.Concealed(uid, as_day(one.concealed_at), one.review_on, until)
