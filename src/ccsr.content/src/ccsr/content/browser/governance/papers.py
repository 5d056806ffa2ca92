"""``@@meeting-pack`` and ``@@minutes``: PDF for those who meet, in English or Welsh.

They are made of what whoever asks may see.
"""

from ccsr.content import _
from ccsr.content.browser.governance.agenda import Shown
from ccsr.content.browser.governance.meeting import PARTIES
from ccsr.content.browser.governance.meeting import when
from ccsr.content.browser.governance.protocol import promise_of
from ccsr.content.browser.governance.shown import Shown as ShownEvidence
from ccsr.content.browser.listing import Listing
from ccsr.content.content.actions import rows as actions
from ccsr.content.content.governance import agenda
from ccsr.content.content.governance import minutes
from ccsr.content.content.governance import versions
from ccsr.content.content.governance.meeting import is_of_party
from ccsr.content.content.governance.protocol import clauses
from ccsr.content.domain import export
from ccsr.content.domain.actions import OPEN
from ccsr.content.noted import note
from ccsr.content.printing import pdf
from zExceptions import NotFound
from zope.i18nmessageid import Message


LANGUAGES = ("en", "cy")
PACK = _("pack_title", default="Meeting pack: ${title}")
MINUTES = _("minutes_title", default="Minutes: ${title}")
LABELS = {
    "when": _("label_meeting_when", default="When"),
    "place": _("label_meeting_place", default="Place"),
    "host": _("label_meeting_host", default="Host"),
    "chair": _("label_meeting_chair", default="Chair"),
    "secretary": _("label_meeting_secretary", default="Secretary"),
}
WORDS = {
    "agenda": _("label_meeting_agenda", default="Agenda"),
    "agenda_empty": _("agenda_empty", default="Nothing is on the agenda yet."),
    "attendance": _("label_meeting_attendance", default="Attendance"),
    "attendance_empty": _("attendance_empty", default="Nobody is noted yet."),
    "name": _("label_attendance_name", default="Name"),
    "organisation": _("label_attendance_organisation", default="Organisation"),
    "party": _("label_attendance_party", default="Party"),
    "status": _("label_attendance_status", default="Status"),
    "matters": _("label_meeting_matters", default="Matters agreed"),
    "matters_empty": _("matters_empty", default="Nothing is noted as agreed."),
    "minutes": _("label_meeting_minutes", default="Minutes"),
    "minutes_file": _(
        "minutes_are_a_file", default="The minutes are a file of their own, kept in the portal:"
    ),
    "agreement": _("heading_agreement", default="Agreed by"),
    "last": _("pack_last", default="Matters agreed last time"),
    "actions": _("pack_actions", default="Open actions"),
    "actions_empty": _("pack_actions_empty", default="No action is open."),
    "action": _("word_action", default="Agreed action"),
    "owner": _("label_action_owner", default="Owner"),
    "due": _("label_action_due", default="Due"),
    "overdue": _("pack_overdue", default="overdue"),
    "clauses": _("pack_clauses", default="The protocol's clauses and what the records say"),
    "clause": _("word_clause", default="Clause"),
    "evidence": _("column_evidence", default="Evidence"),
    "state": _("column_state", default="State"),
}
NOT_AGREED = _("agreement_missing", default="Not agreed yet")
AGREED_BY = _("agreement_by", default="Agreed by ${who} on ${when}")


class Paper(Listing):
    """A PDF about a meeting; ``language`` in the address asks for the other language."""

    template = ""
    heading = PACK

    def __call__(self):
        """Return the PDF."""
        if not self.is_there():
            raise NotFound(self.__name__)
        language = self.asked("language")
        if language in LANGUAGES:
            self.request["LANGUAGE"] = language
        data = pdf(self.template, self.content(), self.language)
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("Content-Disposition", export.disposition(f"{self.title_said}.pdf"))
        note("exported", self.context, format="pdf", paper=self.template)
        return data

    def is_there(self):
        """Whether there is such a paper."""
        return True

    @property
    def title_said(self):
        """Return the heading."""
        title = self.context.title_for(self.language)
        return self.say(Message(self.heading, mapping={"title": title}))

    def content(self):
        """Return what the paper says."""
        self.shown = Shown(self, self.context)
        return {
            "title": self.title_said,
            "words": {name: self.say(message) for name, message in WORDS.items()},
            "facts": self.facts(),
            "attendance": [
                [row[name] for name in ("name", "organisation", "party", "status")]
                for row in self.shown.attendance()
            ],
            "matters": self.matters(self.shown),
            **self.more(),
        }

    def facts(self):
        """Return labels and values of what is known of the meeting."""
        told = {"when": when(self.context, self)}
        told |= {name: getattr(self.context, name) for name in LABELS if name != "when"}
        return [[self.say(LABELS[name]), value] for name, value in told.items() if value]

    def matters(self, shown):
        """Return topic, what was agreed and the action of each matter."""
        return [
            [one["topic"], "\n".join(one["agreed"]), self.action(one["action"])]
            for one in shown.matters()
        ]

    def action(self, made):
        """Return what has become of a matter, '' where it is no action."""
        return f"{made['status']}. {made['detail']}".strip() if made else ""


class Minutes(Paper):
    """``@@minutes``: who came, what was agreed, the minutes, and who has agreed them."""

    template = "minutes"
    heading = MINUTES

    def is_there(self):
        """Whether there is anything to print."""
        return minutes.has_minutes(self.context) or bool(self.context.matters)

    def more(self):
        """Return the minutes and the agreements."""
        given = minutes.agreed(self.context)
        file = self.context.minutes_file
        return {
            "minutes": (self.context.minutes or "").replace("\r\n", "\n"),
            "file": file.filename if file else "",
            "agreements": [
                [self.say(PARTIES[party]), self.agreement(given.get(party))]
                for party in minutes.parties(self.context)
            ],
        }

    def agreement(self, one):
        """Return who agreed and when, or that nobody has."""
        if one is None:
            return self.say(NOT_AGREED)
        told = {"who": self.person(one.account), "when": self.moment(one.at)}
        return self.say(Message(AGREED_BY, mapping=told))


class Pack(Paper):
    """``@@meeting-pack``: the agenda and what the meeting will look at."""

    template = "meeting"

    def more(self):
        """Return agenda, last time's matters, open actions, and the clauses' evidence."""
        return {
            "agenda": [
                [group["title"], group["first"], [self.entry(one) for one in group["entries"]]]
                for group in self.shown.agenda()
            ],
            "last": self.last(),
            "actions": self.actions(),
            "clauses": self.clauses(),
        }

    def entry(self, one):
        """Return topic, detail and note of an entry."""
        return [one.topic, one.detail, "\n".join(one.note)]

    def last(self):
        """Return what was agreed at the meeting before."""
        before = agenda.last_before(self.context)
        return self.matters(Shown(self, before.getObject())) if before is not None else []

    def actions(self):
        """Return name, owner, day and whether it is overdue, of each open action of the area."""
        rows = [one for one in actions.rows(self.context.__parent__) if one.status == OPEN]
        return [
            [
                one.title,
                one.owner_name or self.person(one.owner),
                self.day(one.due),
                one.is_overdue(self.today),
            ]
            for one in sorted(rows, key=lambda one: one.due)
        ]

    def clauses(self):
        """Return number and heading, promise, and state and sentence of each line of evidence."""
        protocol = None if is_of_party(self.context) else versions.in_force()
        if protocol is None:
            return []
        evidence = ShownEvidence(protocol, self.request)
        return [self.clause(one, evidence) for one in clauses(protocol) if one.rules]

    def clause(self, one, evidence):
        """Return one clause."""
        lines = [[self.say(line["badge"].word), line["sentence"]] for line in evidence.lines(one)]
        heading = f"{one.number} {one.title_for(self.language)}"
        return [heading, promise_of(one, self.language) or "", lines]
