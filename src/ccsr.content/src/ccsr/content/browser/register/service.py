"""A service's page: registration, conditions, judgements over time, documents."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser import rows
from ccsr.content.browser.native import NativeTemplate
from ccsr.content.browser.page import Page
from ccsr.content.browser.past import Past
from ccsr.content.browser.register import timeline
from ccsr.content.config.authorities import region_of
from ccsr.content.config.frameworks import BY_TOKEN
from ccsr.content.content import succession
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.content.service import IService
from ccsr.content.domain import dates
from ccsr.content.domain.naming import title_in
from datetime import date
from functools import cached_property
from plone import api
from zope.component import getMultiAdapter
from zope.i18n import translate
from zope.i18nmessageid import Message


#: Documents of a kind that are listed at first.
MOST_DOCUMENTS = 10
#: Nearer to the edge than this (percent) a year is set inward.
EDGE = 5

#: Marks by level, best first: disc, square, diamond, triangle; drawn around 0,0.
SHAPES = (
    "M -8 0 A 8 8 0 1 0 8 0 A 8 8 0 1 0 -8 0 Z",
    "M -7 -7 H 7 V 7 H -7 Z",
    "M 0 -9 L 9 0 L 0 9 L -9 0 Z",
    "M 0 8 L -9 -8 H 9 Z",
)


DATE = _("column_date", default="Date")
LANE = _("column_lane", default="Kind")
WHAT = _("column_what", default="What")
UNTIL = _("column_until", default="Until")
MARK = _("timeline_mark", default="${grade}, ${date}")
STRIP = _("timeline_strip", default="${theme}: ${marks}")


class ServiceView(Page):
    """Everything a commissioner must know before placing a child."""

    schema = IService
    pictures = NativeTemplate("templates/service_pictures.pt")

    def __call__(self):
        """Show the service, or with ``?on=`` what it was on that day."""
        if "on" in self.request.form:
            return getMultiAdapter((self.context, self.request), name="as-on")()
        return self.index()

    @property
    def today(self):
        """Return the last day that may be asked for, as a date field has it."""
        return dates.today().isoformat()

    @property
    def provider(self):
        """Return address and name of the provider."""
        return self.link_to(self.context.__parent__)

    @property
    def where(self):
        """Return authority and region in words."""
        gss = self.context.local_authority
        words = (self.term("local_authorities", gss), self.term("regions", region_of(gss)))
        return [word for word in words if word]

    @property
    def status(self):
        """Return word and look of the registration status, None without one."""
        return self.status_of(self.context.registration_status)

    @property
    def overdue_since(self):
        """Return since when an annual inspection is overdue, in words, or nothing."""
        record = rows.record(self.context)
        return self.day(rows.overdue_since(record)) if record else ""

    @property
    def registration(self):
        """Return the facts of the registration."""
        return self.facts(
            "also_known_as",
            "urn",
            "former_urns",
            "registered_on",
            "places",
            "age_from",
            "age_to",
            "gender",
        )

    @property
    def provision(self):
        """Return the facts of what is provided, and where."""
        return self.facts(
            "needs",
            "languages",
            "active_offer",
            "manager",
            "address",
            "town",
            "postcode",
        )

    @cached_property
    def succession(self):
        """Return the registrations of this place that the reader may see, the first one first."""
        earlier = succession.chain(self.context, succession.EARLIER)[::-1]
        later = succession.chain(self.context, succession.LATER)
        if not earlier and not later:
            return []
        return [self._registration_of(one) for one in (*earlier, self.context, *later)]

    def _registration_of(self, service):
        provider = service.__parent__
        return {
            **self.link_to(service),
            "is_this": service.UID() == self.context.UID(),
            "provider": title_in(self.language, provider.title, provider.title_cy),
            "urn": service.urn,
            "since": self.day(service.registered_on),
            "status": self.term("registration_statuses", service.registration_status),
            "kind": display.STATUS_FLAGS.get(service.registration_status, "warn"),
        }

    @cached_property
    def _conditions(self):
        # Few, and their whole text is shown, so they are woken; the catalog
        # says which of them the reader may see.
        found = api.portal.get_tool("portal_catalog")(
            path={"query": rows.path_of(self.context), "depth": 1},
            object_provides=IRegistrationCondition.__identifier__,
        )
        conditions = [brain.getObject() for brain in found]
        return sorted(conditions, key=lambda one: one.imposed or date.min)

    @property
    def conditions(self):
        """Return the conditions in force, oldest first."""
        return [self._condition(one) for one in self._conditions if _in_force(one)]

    @property
    def earlier_conditions(self):
        """Return the conditions that have ended, the last ended first."""
        ended = [one for one in self._conditions if not _in_force(one)]
        return [
            self._condition(one) for one in sorted(ended, key=lambda one: one.removed, reverse=True)
        ]

    def _condition(self, condition):
        return {
            "href": condition.absolute_url(),
            "kind": self.term("condition_kinds", condition.kind),
            "lines": display.lines(condition.text),
            "imposed": self.day(condition.imposed),
            "varied": self.day(condition.varied),
            "removed": self.day(condition.removed),
            "due": self.day(condition.due),
        }

    @cached_property
    def _documents(self):
        return rows.documents(rows.path_of(self.context))

    @cached_property
    def kinds(self):
        """Return the documents that the reader may see, by kind: all, or the newest of each."""
        most = None if "all" in self.request.form else MOST_DOCUMENTS
        return rows.by_kind(self._documents, self, most)

    @cached_property
    def _reports(self):
        return rows.reports(rows.path_of(self.context))

    @property
    def latest(self):
        """Return the latest judgements with their framework, day and report, or None."""
        if not self._reports:
            return None
        brain = self._reports[0]
        found = display.judged(brain.judgements)
        return {
            "framework": BY_TOKEN[found[0].framework].title,
            "day": self.day(brain.document_date),
            "href": brain.getURL(),
            "grades": [display.grade(one) for one in found],
        }

    @cached_property
    def past(self):
        """Return all that happened, on one axis."""
        return Past(self.context, self)

    @property
    def resources(self):
        """Return the address of the style sheets."""
        return f"{api.portal.get().absolute_url()}/++plone++ccsr.content"

    @cached_property
    def charts(self):
        """Return the timeline, a chart a framework."""
        return timeline.charts(
            timeline.Judged(brain.document_date, brain.getURL(), display.judged(brain.judgements))
            for brain in self._reports
        )

    def shape(self, level):
        """Return the outline of a mark: each level has its own, so colour is not needed."""
        return SHAPES[level]

    def anchor(self, tick):
        """Return how a year stands to its tick, so that none is cut off at the edge."""
        return "start" if tick.x < EDGE else "end" if tick.x > 100 - EDGE else "middle"

    @cached_property
    def columns(self):
        """Return the heads of the table of what happened."""
        return tuple(self.say(word) for word in (DATE, LANE, WHAT, UNTIL))

    def mark_label(self, mark):
        """Return what a mark says to who hovers."""
        key = mark.grade.word, mark.day
        if key not in self._said:
            named = {"grade": self.say(mark.grade.word), "date": self.day(mark.day)}
            self._said[key] = self.say(Message(MARK, mapping=named))
        return self._said[key]

    @cached_property
    def _said(self):
        return {}

    def chart_label(self, strip):
        """Return what a strip says to who cannot see it."""
        marks = "; ".join(self.mark_label(mark) for mark in strip.marks)
        named = {"theme": self.say(strip.theme), "marks": marks}
        return self.say(Message(STRIP, mapping=named))

    def say(self, message):
        """Return a message in the reader's language."""
        return translate(message, target_language=self.language)


def _in_force(condition):
    return not dates.has_ended(condition.removed, dates.today())
