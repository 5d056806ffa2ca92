"""What stands on the axis of a service: its statuses, and what the reader may see of the rest.

Statuses are the register's own. Events, documents and conditions come from the
catalog, so that nothing hidden is drawn; only what is shared is, for everybody.
"""

from ccsr.content import _
from ccsr.content.browser import axis
from ccsr.content.browser import display
from ccsr.content.browser.axis import Item
from ccsr.content.browser.axis import LANES
from ccsr.content.content import history as kept
from ccsr.content.content import wordings
from ccsr.content.content.complaint_report import IComplaintReport
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.content.enforcement_action import IEnforcementAction
from ccsr.content.content.event import IRegistrationEvent
from ccsr.content.content.inspection_report import IInspectionReport
from ccsr.content.domain import dates
from ccsr.content.domain import history
from ccsr.content.interfaces import IJudged
from functools import cached_property
from plone import api
from zope.i18n import translate
from zope.i18nmessageid import Message


#: States of what is not drawn for anybody; a condition has none.
HIDDEN = ("draft", "concealed")

NOT_KNOWN = _("status_not_known", default="Not known")
NO_GRADE = _("axis_no_grade", default="Inspected")

#: Said of what lasts: with both days, or with the first.
FROM_TO = _("axis_from_to", default="${what}, ${first} to ${last}")
FROM = _("axis_from", default="${what}, since ${first}")
TO_PLACES = _("axis_places", default="${what} (places: ${places})")
ON = _("axis_on", default="${what}, ${day}")


class Past:
    """The axis of one service, told to one reader by their view."""

    def __init__(self, service, view):
        self.service = service
        self.view = view
        self.today = dates.today()

    @cached_property
    def lanes(self):
        """Return id, title and items of every lane."""
        told = {
            "status": self.statuses,
            "events": self.events,
            "inspections": self.inspections,
            "complaints": self.complaints,
            "enforcement": self.enforcement,
            "conditions": self.conditions,
        }
        return [(name, self.say(LANES[name]), items()) for name, items in told.items()]

    @cached_property
    def picture(self):
        """Return the ``axis.Picture``."""
        return axis.picture(self.lanes, self.today)

    @property
    def rows(self):
        """Return lane and item of everything, the latest first: the same as a table."""
        found = [(title, item) for _name, title, items in self.lanes for item in items]
        return sorted(found, key=lambda pair: pair[1].day, reverse=True)

    # -- the lanes --------------------------------------------------------------

    def statuses(self):
        """Return the stretches of the registration."""
        base, entries = kept.base(self.service), kept.entries(self.service)
        return [
            self.span(
                self.view.term("registration_statuses", one.status) or NOT_KNOWN,
                one.since,
                one.until,
                tone=axis.TONES.get(one.status, "warn"),
            )
            for one in history.bands(base, entries, self.today)
        ]

    def events(self):
        """Return the events that the reader may see."""
        return [
            self.mark(
                self.event_word(one),
                one.effective,
                one,
                *axis.event_look(history.LEADS_TO.get(one.kind)),
            )
            for one in self.seen(IRegistrationEvent)
            if one.effective
        ]

    def event_word(self, event):
        """Return what happened, with the number of places where it is another one."""
        word = self.view.term("event_kinds", event.kind)
        if event.places is None:
            return word
        return self.say(TO_PLACES, what=self.say(word), places=str(event.places))

    def inspections(self):
        """Return the inspections with their worst grade."""
        found = [
            (one, IJudged(one).judgements)
            for one in self.seen(IInspectionReport)
            if one.inspected_to
        ]
        return [
            self.mark(self.worst(judged), one.inspected_to, one, *self.look(judged))
            for one, judged in found
        ]

    def worst(self, judged):
        """Return the worst grade in words, of the overall judgement where there is but one."""
        return max(judged, key=lambda one: one.rank).grade.title if judged else NO_GRADE

    def look(self, judged):
        """Return colours and mark of what was judged."""
        level = max((display.level_of(one) for one in judged), default=None)
        return ("plain", 0) if level is None else (f"grade{level}", level)

    def complaints(self):
        """Return the completed complaints with their outcome."""
        return [
            self.mark(
                self.view.term("complaint_outcomes", one.outcome),
                one.completed,
                one,
                "late" if one.outcome == "upheld" else "plain",
                1,
            )
            for one in self.seen(IComplaintReport)
            if one.completed
        ]

    def enforcement(self):
        """Return the enforcement actions, from their notice until they were closed."""
        return [
            self.span(one.action or one.title, one.notice_date, one.closed, one, "late")
            for one in self.seen(IEnforcementAction)
            if one.notice_date
        ]

    def conditions(self):
        """Return the conditions, from their imposition until they ended."""
        start = kept.base(self.service).start
        found = [(one, wordings.told(one)) for one in self.seen(IRegistrationCondition)]
        return [
            self.span(
                self.view.term("condition_kinds", told.kind),
                told.imposed or min(start, told.removed or start),
                told.removed,
                one,
            )
            for one, told in found
        ]

    def seen(self, kind):
        """Return the shared things of a kind that the reader may see; they are few."""
        path = {"query": "/".join(self.service.getPhysicalPath()), "depth": 1}
        found = api.content.find(path=path, object_provides=kind.__identifier__)
        # The catalog has said that the reader may see them; to walk to each takes longer.
        return [self.service[one.getId] for one in found if one.review_state not in HIDDEN]

    # -- words ------------------------------------------------------------------

    def mark(self, label, day, thing, tone, shape):
        """Return what happened on a day."""
        word = self.say(label)
        said = self.say(ON, what=word, day=self.view.day(day))
        return Item(day, word, said, thing.absolute_url(), tone, shape)

    def span(self, label, first, last, thing=None, tone="plain"):
        """Return what lasted."""
        word = self.say(label)
        days = {"first": self.view.day(first), "last": self.view.day(last)}
        said = self.say(FROM_TO if last else FROM, what=word, **days)
        href = thing.absolute_url() if thing is not None else ""
        return Item(first, word, said, href, tone, is_span=True, until=last)

    def say(self, message, **mapping):
        """Return a message in the reader's language."""
        told = Message(message, mapping=mapping) if mapping else message
        return translate(told, target_language=self.view.language)
