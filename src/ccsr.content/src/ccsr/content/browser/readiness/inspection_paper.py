"""``@@board-paper`` of an inspection: the board as tagged PDF, in the reader's language."""

from ccsr.content import _
from ccsr.content.browser.readiness.inspection_board import BoardParts
from ccsr.content.domain import export
from ccsr.content.noted import note
from ccsr.content.printing import pdf
from zope.i18nmessageid import Message


TITLE = _("board_paper_title", default="Board of the inspection: ${title}, ${moment}")
EXERCISE = _(
    "inspection_exercise_plain",
    default="Exercise. No inspectors come. Do what you would do if they did.",
)
DAY = _("board_plan_of", default="Plan for ${day}")
AWAY = _("person_away_plain", default="${name}, away until ${day}")
WORDS = {
    "documents": _("board_documents", default="Documents"),
    "document": _("board_document", default="Document"),
    "has": _("board_has", default="Who has it"),
    "due": _("board_due", default="Due"),
    "state": _("board_state", default="State"),
    "at": _("plan_at", default="Time"),
    "what": _("plan_what", default="What"),
    "who": _("plan_who", default="Who"),
    "place": _("plan_place", default="Place"),
    "people": _("board_people", default="Who is to be there"),
    "role": _("person_role", default="For"),
    "person": _("person_person", default="Person"),
    "deputy": _("person_deputy", default="Deputy"),
    "now": _("person_now", default="There today"),
}
NOTIFIED = _("label_notified_on", default="Notified on")
DUE = _("board_documents_due", default="Documents due")
INSPECTOR = _("label_lead_inspector", default="Lead inspector")
NOBODY = _("board_nobody", default="Nobody")


class BoardPaper(BoardParts):
    """The paper."""

    def __call__(self):
        """Return the PDF; that it was taken is on record."""
        note("exported", self.context, format="pdf", rows=len(self.slots))
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("Content-Disposition", export.disposition(f"{self.title}.pdf"))
        return pdf("inspection_board", self.content(), self.language)

    def content(self):
        """Return what the template sets; every value is text."""
        values = {"title": self.title, "moment": self.moment(self.now)}
        day = self.plan_day()
        return {
            "title": self.say(Message(TITLE, mapping=values)),
            "exercise": self.say(EXERCISE) if self.context.is_exercise else "",
            "words": {name: self.say(word) for name, word in WORDS.items()},
            "facts": self.facts_told(),
            "groups": [self.group(one) for one in self.groups()],
            "day": self.say(Message(DAY, mapping={"day": self.day(day)})) if day else "",
            "plan": [self.line(one) for one in self.plan(day)] if day else [],
            "people": [self.present(one) for one in self.persons()],
        }

    def facts_told(self):
        """Return the clock and the lead inspector, labels with values."""
        clock = self.clock
        due = f"{self.moment(clock.documents_due)} ({self.left(clock.documents_due)})"
        found = [(NOTIFIED, self.moment(clock.notified)), (DUE, due)]
        if self.context.lead_inspector:
            found.append((INSPECTOR, self.context.lead_inspector))
        return [(self.say(label), value) for label, value in found]

    def group(self, group):
        """Return the documents of one standing."""
        rows = [
            (row["title"], row["holder"]["name"] or self.say(NOBODY), row["due"], row["word"])
            for row in group["rows"]
        ]
        return {"title": self.say(group["title"]), "rows": rows}

    def line(self, line):
        """Return a line of the plan."""
        return (line["at"], line["what"], line["who"], line["place"])

    def present(self, one):
        """Return who is to be there."""
        person = one["name"] or self.say(NOBODY)
        if one["is_away"]:
            told = {"name": person, "day": one["away_until"]}
            person = self.say(Message(AWAY, mapping=told))
        return (one["role"], person, one["deputy"], one["acting"] or self.say(NOBODY))
