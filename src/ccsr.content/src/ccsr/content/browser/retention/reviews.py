"""``@@retention`` of the site: what is due for review, and the decisions about many at once."""

from ccsr.content import _
from ccsr.content.browser.retention.base import Result
from ccsr.content.browser.retention.base import RetentionPage
from ccsr.content.content import decisions
from ccsr.content.domain import dates
from ccsr.content.domain import export
from ccsr.content.domain import retention
from ccsr.content.services.retention import Reviews
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


SHOW = {
    "due": _("reviews_due", default="Due now"),
    "soon": _("reviews_soon", default="In the next 90 days"),
    "held": _("reviews_held", default="On hold"),
    "proposed": _("reviews_proposed", default="Disposal proposed"),
}
TESTS = {
    "due": lambda one, today: one.is_due(today),
    "soon": lambda one, today: not one.is_due(today),
    "held": lambda one, today: one.is_held,
    "proposed": lambda one, today: one.is_proposed,
}
COLUMNS = (
    _("reviews_column_title", default="Title"),
    _("reviews_column_kind", default="Kind"),
    _("reviews_column_service", default="Service"),
    _("reviews_column_provider", default="Provider"),
    _("reviews_column_since", default="Counted from"),
    _("reviews_column_due", default="Review due"),
    _("reviews_column_why", default="Why"),
    _("reviews_column_held", default="On hold"),
    _("reviews_column_address", default="Address of the page"),
)
FILE_NAME = _("reviews_file_name", default="Retention reviews ${day}")
YES, NO = _("yes", default="Yes"), _("no", default="No")

#: As many as can be ticked on a page.
MOST_TICKS = 100


class RetentionReviews(RetentionPage):
    """The list."""

    page = ViewPageTemplateFile("templates/retention_reviews.pt")
    page_title = _("retention_title", default="Retention reviews")
    results = None
    size = 25

    def __call__(self):
        """Carry out what was decided, then show what is due; or return it as a file."""
        if self.asked("format") == "csv":
            return self.csv()
        if self.is_posted:
            self.decide()
        return self.page()

    # -- the list -------------------------------------------------------------

    @property
    def filters(self):
        """Return the filters in force."""
        return {name: self.asked(name) for name in ("show", "kind")}

    @property
    def show(self):
        """Return which part of the list is shown."""
        return self.asked("show") if self.asked("show") in SHOW else "due"

    @cached_property
    def candidates(self):
        """Return what is due, of the kind that was asked for."""
        kind = self.asked("kind")
        return [one for one in Reviews(self.today).candidates if kind in ("", one.rule.kind)]

    @cached_property
    def chosen(self):
        """Return what passes the filters."""
        return [one for one in self.candidates if TESTS[self.show](one, self.today)]

    def update(self):
        """Return the batch that was asked for."""
        return self.batch(self.chosen)

    def tabs(self):
        """Return the parts of the list with their numbers."""
        return [
            {
                "title": title,
                "count": sum(TESTS[name](one, self.today) for one in self.candidates),
                "url": self.address(show=name),
                "is_current": name == self.show,
            }
            for name, title in SHOW.items()
        ]

    def kinds(self):
        """Return the kinds of the schedule."""
        return retention.KINDS

    def row(self, one):
        """Return how one candidate stands in the list."""
        service, provider = self.holders(one.brain)
        return {
            "uid": one.brain.UID,
            "title": self.title(one.brain),
            "url": f"{one.brain.getURL()}/@@retention",
            "kind": self.kind(one.brain.portal_type),
            "service": service,
            "provider": provider,
            "due": self.day(one.due),
            "is_due": one.is_due(self.today),
            "why": self.why(one.rule, one.since),
            "is_kept": one.is_kept,
            "is_held": one.is_held,
            "is_proposed": one.is_proposed,
            "may_decide": not (one.is_held or one.is_proposed),
            "ticked": one.brain.UID in self.ticked and self.errors,
        }

    def csv(self):
        """Return the list with its filters as a table."""
        name = Message(FILE_NAME, mapping={"day": self.today.isoformat()})
        response = self.request.response
        response.setHeader("Content-Type", export.CONTENT_TYPES["csv"])
        response.setHeader("Content-Disposition", export.disposition(f"{self.say(name)}.csv"))
        lines = [[self.say(title) for title in COLUMNS], *map(self.line, self.chosen)]
        return export.BOM + export.csv_lines(lines)

    def line(self, one):
        """Return one candidate as cells."""
        row = self.row(one)
        return [
            row["title"],
            self.say(row["kind"]),
            row["service"],
            row["provider"],
            one.since,
            one.due,
            row["why"],
            self.say(YES if one.is_held else NO),
            one.brain.getURL(),
        ]

    # -- decisions ------------------------------------------------------------

    def decide(self):
        """Carry out the decision for each ticked line; what refuses one leaves the others."""
        decision = self.decision()
        if not self.errors and decision:
            brains = self.find(UID=self.ticked[:MOST_TICKS]) if self.ticked else ()
            self.results = [self.result(brain, decision) for brain in brains]

    def decision(self):
        """Return what is to be done with a thing; keep what is missing for it."""
        reason, until = self.asked("reason"), self.asked("until")
        self.errors = retention.reason_missing(reason)
        if self.asked("decision") == "keep":
            self.errors += retention.read_day(until, dates.today())[1]
            return lambda thing: decisions.keep(thing, until, reason)
        if self.asked("decision") == "propose":
            return lambda thing: decisions.propose(thing, reason)
        return None

    def result(self, brain, decision):
        """Return what became of one line."""
        title, url = self.title(brain), f"{brain.getURL()}/@@retention"
        return Result(title, url, decision(brain.getObject()))

    def done(self):
        """Return how many were decided."""
        return sum(not one.refusals for one in self.results)

    @property
    def proposed_until(self):
        """Return what was typed, or the day five years on."""
        typed = self.asked("until")
        return typed or retention.years_after(self.today, 5).isoformat()
