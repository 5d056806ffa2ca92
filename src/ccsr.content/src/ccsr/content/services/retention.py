"""What is due for review, from the catalog's indexes alone: nothing is woken."""

from ccsr.content.content import disposals
from ccsr.content.content import holds
from ccsr.content.content import schedule
from ccsr.content.content.closing import CLOSED
from ccsr.content.content.provider import IProvider
from ccsr.content.content.service import IService
from ccsr.content.domain.retention import AHEAD
from ccsr.content.domain.retention import day_of
from ccsr.content.domain.retention import is_due
from ccsr.content.domain.retention import keyword
from ccsr.content.domain.retention import review_on
from ccsr.content.domain.retention import Rule
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from plone import api
from typing import Any


@dataclass(frozen=True)
class Candidate:
    """A record that is due for review, or will be soon.

    ``since`` is the day that its rule counts from, ``due`` that of the review.
    """

    brain: Any
    rule: Rule
    since: date
    due: date
    is_kept: bool
    is_held: bool
    is_proposed: bool

    def is_due(self, today):
        """Return whether it is due already."""
        return is_due(self.due, today)


class Reviews:
    """The list of one reader on one day: only what the catalog shows them."""

    def __init__(self, today):
        self.today = today
        self.last = today + AHEAD
        self.catalog = api.portal.get_tool("portal_catalog")
        self.rules = schedule.rules()
        self.kept = schedule.all_kept()
        self.waiting = disposals.waiting()

    @cached_property
    def candidates(self):
        """Return everything due by the last day shown, the longest due first."""
        found = [one for rule in self.rules.values() for one in self.of(rule)]
        return sorted(found, key=lambda one: (one.due, one.brain.Title.casefold(), one.brain.UID))

    def of(self, rule):
        """Yield what one rule brings."""
        for brain, since in self.dated(rule):
            kept = self.kept.get(brain.UID)
            due = review_on(rule, since, kept)
            if is_due(due, self.last):
                yield Candidate(
                    brain,
                    rule,
                    since,
                    due,
                    kept is not None,
                    self.is_held(brain),
                    brain.UID in self.waiting,
                )

    def dated(self, rule):
        """Return records of a kind with the day that counts, as far back as matters."""
        latest = rule.latest(self.last)
        if rule.kind == "provider":
            return self.closed_providers(latest)
        ends = [keyword(rule.kind, rule.event, day) for day in (None, latest)]
        found = self.find(retention_events={"query": ends, "range": "min:max"})
        return [(brain, self._day(brain, ends[0])) for brain in found]

    def closed_providers(self, latest):
        """Return the providers all of whose services were closed, the last by ``latest``."""
        days = {}
        for brain in self.find(
            object_provides=IService.__identifier__, registration_status=list(CLOSED)
        ):
            path = brain.getPath().rpartition("/")[0]
            days.setdefault(path, []).append(self._day(brain, keyword("service", "closed", None)))
        ended = {path: max(filter(None, some)) for path, some in days.items() if any(some)}
        past = {path: day for path, day in ended.items() if day <= latest}
        past = {path: day for path, day in past.items() if not self._has_open(path)}
        found = (
            self.find(object_provides=IProvider.__identifier__, path=self._exactly(past))
            if past
            else ()
        )
        return [(brain, past[brain.getPath()]) for brain in found]

    def _has_open(self, path):
        inside = self.find(
            object_provides=IService.__identifier__, path={"query": path, "depth": 1}
        )
        return any(brain.registration_status not in CLOSED for brain in inside)

    def _exactly(self, paths):
        return {"query": list(paths), "depth": 0}

    def _day(self, brain, start):
        words = self._events.getEntryForObject(brain.getRID(), ())
        return next((day_of(word) for word in words if word.startswith(start)), None)

    @cached_property
    def _events(self):
        return self.catalog._catalog.getIndex("retention_events")

    def is_held(self, brain):
        """Return whether a thing is on hold, or what holds it."""
        path = f"{brain.getPath()}/"
        return any(path.startswith(f"{held}/") for held in self._held)

    @cached_property
    def _held(self):
        uids = [hold.uid for hold in holds.open_holds()]
        return [brain.getPath() for brain in self.find(UID=uids)] if uids else []

    def find(self, **query):
        """Return the records that the reader may see."""
        return self.catalog.searchResults(**query)
