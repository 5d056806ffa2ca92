"""``@@liaison-report``: what is open in a month, as a page, PDF and CSV.

It is made of what its reader may see, in their language.
"""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser.liaison.discrepancy_words import sides
from ccsr.content.browser.listing import as_date
from ccsr.content.browser.listing import Listing
from ccsr.content.content import kept_reports
from ccsr.content.content import liaison_rows
from ccsr.content.content.liaison import ILiaisonItem
from ccsr.content.content.way import steps
from ccsr.content.domain import dates
from ccsr.content.domain import export
from ccsr.content.domain import liaison
from ccsr.content.domain import liaison_report
from ccsr.content.domain.liaison_report import Month
from ccsr.content.noted import note
from datetime import date
from pathlib import Path
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message

import json
import typst


TEMPLATE = Path(__file__).parent / "templates" / "liaison_report.typ"
HEADING = _("liaison_report_heading", default="Open between CCSR and the inspectorate: ${month}")
FILE_NAME = _("liaison_report_file", default="Open liaison items ${month}")
STOOD = _("liaison_report_stood", default="As it stood on ${day}. Items: ${count}.")
NONE = _("liaison_report_none", default="Nothing was open.")
NO_MONTH = _("liaison_report_no_month", default="A month is written like 2026-11.")
WAITING = _("liaison_report_waiting", default="Waiting, in days")

LABELS = (
    ("title", _("column_liaison_item", default="Item")),
    ("kind", _("label_liaison_kind", default="Kind")),
    ("service", _("column_service", default="Service")),
    ("authority", _("label_local_authority", default="Local authority")),
    ("state", _("column_state", default="State")),
    ("raised", _("liaison_report_raised", default="Raised on")),
    ("since", _("liaison_report_since", default="In this state since")),
    ("days", WAITING),
    ("registered", _("label_liaison_registered", default="What is registered")),
    ("claimed", _("label_liaison_claimed", default="What the provider says")),
)


class Report(Listing):
    """The page; with ``format`` the file."""

    page = ViewPageTemplateFile("templates/liaison_report.pt")
    page_title = _("job_liaison_report", default="Monthly report of liaison")
    problem = ""

    def __call__(self):
        """Return the page, the file, a kept file, or 400 with a sentence."""
        if Month.read(self.asked("month") or str(Month.of(self.today))) is None:
            self.problem = NO_MONTH
            self.request.response.setStatus(400)
            return self.page()
        makers = {"pdf": self.pdf, "csv": self.csv, "kept": self.kept}
        make = makers.get(self.asked("format"))
        return make() if make else self.page()

    @property
    def filters(self):
        """Return what was asked for."""
        return {"month": self.asked("month")}

    @property
    def month(self):
        """Return the month that was asked for, else the present one."""
        return Month.read(self.asked("month")) or Month.of(self.today)

    @property
    def until(self):
        """Return the day on which it stood as it is told."""
        return min(self.month.last, self.today)

    @property
    def heading(self):
        """Return the heading."""
        return self.say(Message(HEADING, mapping={"month": self.in_words(self.month)}))

    def in_words(self, month):
        """Return a month in words."""
        return display.month(month.first, self.request)

    def months(self):
        """Return the months to choose from, each with its words."""
        found = liaison_report.months(self.today)
        return [(str(month), self.in_words(month)) for month in found]

    def rows(self):
        """Return what was open, the longest first; each is woken for its history."""
        found = self.find(object_provides=ILiaisonItem.__identifier__, sort_on="created")
        rows = [self.row(brain, brain.getObject()) for brain in found]
        rows = [row for row in rows if row]
        services = liaison_rows.services([row["service"] for row in rows])
        for row in rows:
            brain = services.get(row["service"])
            row["service"] = self.title(brain) if brain else ""
        return sorted(rows, key=lambda row: -row["days"])

    def row(self, brain, item):
        """Return one item as it stood, None where it was not open or not this reader's to see."""
        way = liaison.shown(steps(item), not self.may(permissions.ViewHistory, item))
        stood = liaison_report.open_on(way, self.until)
        if stood is None:
            return None
        since = stood.at.astimezone(dates.ZONE).date()
        both = sides(self, item) or {"registered": "", "claimed": ""}
        return {
            "title": self.title(brain),
            "url": brain.getURL(),
            "kind": self.say(self.term("liaison_kinds", item.kind)),
            "service": item.service or "",
            "authority": self.say(self.term("local_authorities", item.authority)),
            "state": self.say(self.state(stood.state)),
            "raised": as_date(brain.created),
            "since": since,
            "days": liaison.days_waiting(since, self.until),
            "registered": both["registered"],
            "claimed": both["claimed"],
        }

    # -- files --------------------------------------------------------------------

    def content(self):
        """Return what the PDF says."""
        rows = self.rows()
        stood = {"day": self.day(self.until), "count": str(len(rows))}
        kinds = list(dict.fromkeys(row["kind"] for row in rows))
        return {
            "title": self.heading,
            "language": self.language,
            "stood": self.say(Message(STOOD, mapping=stood)),
            "none": self.say(NONE),
            "groups": [[kind, self.entries(rows, kind)] for kind in kinds],
        }

    def entries(self, rows, kind):
        """Return title, labels and values of each item of a kind."""
        return [[row["title"], self.facts(row)] for row in rows if row["kind"] == kind]

    def facts(self, row):
        """Return labels and values of one item, of those that have one."""
        pairs = [(label, self.shown(row[name])) for name, label in LABELS[2:]]
        return [[self.say(label), value] for label, value in pairs if value]

    def shown(self, value):
        """Return a value as people read it."""
        return self.day(value) if isinstance(value, date) else str(value)

    def compiled(self):
        """Return the tagged PDF."""
        # Half a sign, which JSON can bring, cannot be set.
        content = json.dumps(self.content(), ensure_ascii=False).encode(errors="replace").decode()
        inputs = {"content": content}
        return typst.compile(str(TEMPLATE), sys_inputs=inputs, pdf_standards="ua-1")

    def pdf(self):
        """Return the PDF."""
        return self.send(self.compiled(), "application/pdf", "pdf")

    def csv(self):
        """Return the table."""
        rows = [[row[name] for name, _label in LABELS] for row in self.rows()]
        titles = [self.say(label) for _name, label in LABELS]
        data = export.BOM + export.csv_lines([titles, *rows])
        return self.send(data, export.CONTENT_TYPES["csv"], "csv")

    def kept(self):
        """Return the PDF that the monthly job made, to reviewers."""
        found = kept_reports.get(str(self.month), self.language) if self.sees_kept() else None
        if found is None:
            raise NotFound("kept")
        return self.send(found, "application/pdf", "pdf")

    def sees_kept(self):
        """Whether the reader may have what was kept: it was made for reviewers."""
        return self.may(permissions.SendLiaisonItem)

    def kept_months(self):
        """Return the months whose report is kept, the newest first, each with its words."""
        found = kept_reports.months() if self.sees_kept() else []
        return [(month, self.in_words(Month.read(month))) for month in found]

    def send(self, data, kind, suffix):
        """Return a file to be saved under a name, and have it on record."""
        name = self.say(Message(FILE_NAME, mapping={"month": str(self.month)}))
        response = self.request.response
        response.setHeader("Content-Type", kind)
        response.setHeader("Content-Disposition", export.disposition(f"{name}.{suffix}"))
        note("exported", query={"month": str(self.month)}, format=suffix)
        return data
