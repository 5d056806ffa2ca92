"""``@@compliance``: each clause of the protocol in force, what it promises and what shows it."""

from ccsr.content import _
from ccsr.content.browser.governance.protocol import promise_of
from ccsr.content.browser.governance.shown import badge
from ccsr.content.browser.governance.shown import Shown
from ccsr.content.browser.governance.shown import STATES
from ccsr.content.browser.listing import Listing
from ccsr.content.content.governance import versions
from ccsr.content.content.governance.protocol import clauses
from ccsr.content.domain import export
from ccsr.content.domain.governance import compliance
from ccsr.content.noted import note
from collections import Counter
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


FILE_NAME = _("compliance_file", default="Compliance ${day}")
COLUMNS = (
    _("label_clause_number", default="Number"),
    _("column_clause", default="Clause"),
    _("label_clause_promise", default="What it promises"),
    _("column_evidence", default="Evidence"),
    _("column_state", default="State"),
    _("column_said", default="What the records say"),
    _("column_kept", default="Kept"),
    _("column_counted", default="Counted"),
)


class Compliance(Listing):
    """The board; with ``format=csv`` its table."""

    page_title = _("heading_compliance", default="Compliance board")
    index = ViewPageTemplateFile("templates/compliance.pt")

    def __call__(self):
        """Return the page or the table."""
        return self.csv() if self.asked("format") == "csv" and self.protocol else self.index()

    @cached_property
    def protocol(self):
        """Return the version in force, None without."""
        return versions.in_force()

    @cached_property
    def evidence(self):
        """Return what shows the evidence."""
        return Shown(self.protocol, self.request, links=5)

    @cached_property
    def rows(self):
        """Return the clauses that promise something, with their evidence and its trend."""
        found = [one for one in clauses(self.protocol) if one.promise or one.rules]
        return [self._row(one) for one in found]

    def _row(self, one):
        lines = [
            {**line, "trend": self.evidence.trend(line["token"])}
            for line in self.evidence.lines(one)
        ]
        return {
            "number": one.number,
            "title": one.title_for(self.language),
            "url": one.absolute_url(),
            "promise": promise_of(one, self.language),
            "badge": self.evidence.state(one),
            "lines": lines,
        }

    @property
    def rules(self):
        """Return each rule once, in the order of the clauses that it stands beside."""
        lines = {line["token"]: line for row in self.rows for line in row["lines"]}
        return list(lines.values())

    def counts(self):
        """Return badge and number of clauses by state, the worst first."""
        found = Counter(row["badge"].state for row in self.rows)
        order = (compliance.NOT_MET, compliance.AT_RISK, compliance.MET, compliance.NO_EVIDENCE)
        return [{"badge": badge(state), "count": found[state]} for state in order]

    @property
    def about(self):
        """Return name, address and days of the version in force."""
        one = self.protocol
        return {
            "title": one.title_for(self.language),
            "version": one.version,
            "url": one.absolute_url(),
            "from": self.day(one.in_force_from),
            "review": self.day(one.review_on),
        }

    @property
    def resources(self):
        """Return the address of the style sheets."""
        return f"{api.portal.get().absolute_url()}/++plone++ccsr.content"

    # -- the table ----------------------------------------------------------------

    def csv(self):
        """Return the table, to be saved, and have it on record."""
        heads = [self.say(title) for title in COLUMNS]
        rows = [cells for row in self.rows for cells in self._cells(row)]
        data = export.BOM + export.csv_lines([[*heads, *self.evidence.headings], *rows])
        name = self.say(Message(FILE_NAME, mapping={"day": self.today.isoformat()}))
        response = self.request.response
        response.setHeader("Content-Type", export.CONTENT_TYPES["csv"])
        response.setHeader("Content-Disposition", export.disposition(f"{name}.csv"))
        note("exported", self.protocol, format="csv")
        return data

    def _cells(self, row):
        start = [row["number"], row["title"], row["promise"]]
        if not row["lines"]:
            yield [*start, "", self.say(row["badge"].word), "", "", "", *[""] * compliance.QUARTERS]
        for line in row["lines"]:
            figure = line["figure"]
            yield [
                *start,
                line["title"],
                self.say(STATES[figure.state]),
                line["sentence"],
                figure.kept,
                figure.total,
                *[cell["counted"] for cell in line["trend"]["cells"]],
            ]
