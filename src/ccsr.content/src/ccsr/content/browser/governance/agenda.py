"""How an agenda, who came and what was agreed are shown, on pages and on paper."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser import words
from ccsr.content.browser.listing import column
from ccsr.content.content.governance import agenda
from ccsr.content.content.governance import matters
from ccsr.content.domain.governance import meetings
from dataclasses import dataclass
from zope.i18nmessageid import Message


DUE = _("agenda_due", default="Due on ${day}. ${who}")
REVIEW_WAS = _("agenda_review_was", default="Its review was due on ${day}.")
SINCE = _("agenda_since", default="${state} since ${day}")
HAPPENED = _("agenda_happened", default="Happened on ${day}")
STATUSES = {one.token: one.title for one in meetings.ATTENDANCES}


@dataclass(frozen=True)
class Entry:
    """One entry of an agenda: its topic, where that leads, what is known of it, a note."""

    topic: str
    url: str
    detail: str
    note: list[str]


class Shown:
    """A meeting as one reader sees it; ``listing`` knows their language and rights."""

    def __init__(self, listing, meeting):
        self.list = listing
        self.meeting = meeting

    # -- agenda -------------------------------------------------------------------

    def agenda(self):
        """Return title, entries and first number of each group, of what the reader may see."""
        rows = agenda.visible(self.meeting.agenda)
        known = agenda.seen({row.get("source") for row in rows})
        found, first = [], 1
        for kind, those in meetings.by_kind(rows):
            entries = [self._entry(row, known.get(row.get("source"))) for row in those]
            title = self.list.say(meetings.KINDS[kind])
            found.append({"title": title, "entries": entries, "first": first})
            first += len(entries)
        return found

    def _entry(self, row, brain):
        topic = row.get("topic") or (self.list.title(brain) if brain else "")
        detail = self._detail(row.get("kind"), brain) if brain else ""
        url = brain.getURL() if brain else ""
        return Entry(topic, url, detail, display.lines(row.get("note")))

    def _detail(self, kind, brain):
        tell = DETAILS.get(kind)
        return tell(self, brain) if tell else ""

    def _liaison(self, brain):
        state = words.STATES.get(brain.review_state)
        since = column(brain, "liaison_since")
        return self._filled(SINCE, state=state, day=since) if state and since else ""

    def _action(self, brain):
        who = column(brain, "action_owner_name") or self.list.person(column(brain, "action_owner"))
        day = column(brain, "due_on")
        return self._filled(DUE, day=day, who=who or "") if day else ""

    def _concealment(self, brain):
        day = column(brain, "review_due")
        return self._filled(REVIEW_WAS, day=day) if day else ""

    def _lesson(self, brain):
        day = column(brain, "document_date")
        return self._filled(HAPPENED, day=day) if day else ""

    def _filled(self, message, day, **told):
        told = {name: self.list.say(value) for name, value in told.items()}
        return self.list.say(Message(message, mapping={"day": self.list.day(day), **told})).strip()

    # -- people and matters -------------------------------------------------------

    def attendance(self):
        """Return name, organisation, party and status of each person, in words."""
        return [
            {
                "name": row["name"],
                "organisation": row.get("organisation") or "",
                "party": self.list.say(self.list.term("parties", row.get("party") or "")),
                "status": self.list.say(STATUSES.get(row["status"], row["status"])),
                "kind": row["status"],
            }
            for row in self.meeting.attendance or ()
        ]

    def matters(self):
        """Return the matters agreed, each with its action where the reader may see that."""
        made = matters.actions(self.meeting)
        return [self._matter(row, made) for row in self.meeting.matters or ()]

    def _matter(self, row, made):
        key = meetings.matter_key(row)
        brain = made.get(key)
        return {
            "key": key,
            "topic": row["topic"],
            "agreed": display.lines(row["agreed"]),
            "action": self._made(brain) if brain is not None else None,
        }

    def _made(self, brain):
        status = self.list.term("action_statuses", column(brain, "action_status"))
        return {
            "title": self.list.title(brain),
            "url": brain.getURL(),
            "status": self.list.say(status),
            "detail": self._action(brain),
        }


DETAILS = {
    meetings.DISCREPANCY: Shown._liaison,
    meetings.LIAISON: Shown._liaison,
    meetings.ACTION: Shown._action,
    meetings.CONCEALMENT: Shown._concealment,
    meetings.LESSON: Shown._lesson,
}
