"""Evidence from governance itself: meetings, minutes, lessons, the review (7.2, 8.1, 9.1)."""

from ccsr.content import _
from ccsr.content.content.governance.evidence import as_day
from ccsr.content.content.governance.evidence import filled
from ccsr.content.content.governance.evidence import find
from ccsr.content.content.governance.evidence import link
from ccsr.content.content.governance.evidence import Rule
from ccsr.content.content.governance.lesson import ILesson
from ccsr.content.content.governance.lessons import actions_by_lesson
from ccsr.content.content.governance.meeting import AGREED
from ccsr.content.content.governance.meeting import HELD
from ccsr.content.content.governance.meeting import IMeeting
from ccsr.content.content.governance.meeting import PLANNED
from ccsr.content.content.governance.protocol import IProtocol
from ccsr.content.content.moment import aware
from ccsr.content.domain.governance import acting
from ccsr.content.domain.governance import compliance
from ccsr.content.domain.governance.protocols import shifted
from ccsr.content.domain.governance.protocols import version_on
from datetime import datetime
from functools import cached_property
from plone import api


HELD_STATES = (HELD, AGREED)


class Meetings(Rule):
    """Base of the rules about meetings of both parties; they are few and woken for their days."""

    @cached_property
    def brains(self):
        """Return the records of the governance area's meetings by UID."""
        area = "/".join(api.portal.get()["governance"].getPhysicalPath())
        found = find(object_provides=IMeeting.__identifier__, path={"query": area, "depth": 1})
        return {brain.UID: brain for brain in found}

    @cached_property
    def meetings(self):
        """Return UID, day, state and meeting, the earliest first."""
        every = [(uid, brain.getObject(), brain) for uid, brain in self.brains.items()]
        found = [
            (as_day(aware(one.starts)), uid, brain.review_state, one) for uid, one, brain in every
        ]
        return sorted(found, key=lambda row: row[:2])

    @property
    def held(self):
        """Return those that were held."""
        return [row for row in self.meetings if row[2] in HELD_STATES]


class MeetingHeld(Meetings):
    """A meeting is held every three months."""

    sentence = _(
        "evidence_meeting",
        default="Quarterly meetings of the last twelve months that were held: ${kept} of "
        "${total}, the last one on ${day}.",
    )
    nothing = _("evidence_meeting_none", default="No meeting has been held yet.")

    def figure(self, day):
        """Return how many were held."""
        planned = [one for one, _uid, state, _meeting in self.meetings if state == PLANNED]
        return compliance.meetings_held([row[0] for row in self.held], planned, day)

    def numbers(self):
        """Return the day of the last one."""
        return {"day": max(row[0] for row in self.held if row[0] <= self.today)}

    def links(self):
        """Return those of the last twelve months, the last first."""
        since = shifted(self.today, -compliance.WINDOW)
        rows = [row for row in reversed(self.held) if since < row[0] <= self.today]
        return [link(self.brains[row[1]], filled(ON, day=row[0])) for row in rows]


ON = _("evidence_on", default="${day}")


class MinutesAgreed(Meetings):
    """The minutes of a meeting are agreed by both parties before the next one is due."""

    days = 92
    sentence = _(
        "evidence_minutes",
        default="Meetings of the last twelve months whose minutes were agreed by both parties "
        "within three months: ${kept} of ${total}.",
    )
    nothing = _(
        "evidence_minutes_none",
        default="No meeting of the last twelve months has minutes that are agreed or due.",
    )

    @cached_property
    def records(self):
        """Return when each meeting was held, and its minutes agreed."""
        return [
            compliance.Timed(uid, day, _agreed(meeting)) for day, uid, _state, meeting in self.held
        ]

    def figure(self, day):
        """Return how many were agreed in time."""
        return compliance.on_time(self.records, self.days, day)

    def links(self):
        """Return the meetings whose minutes were late."""
        found = compliance.late(self.records, self.days, self.today)
        return [link(self.brains[one.ref], filled(ON, day=one.told)) for one in found]


def _agreed(meeting):
    """Return the day on which a meeting came into the state agreed, None where it is not."""
    tool = api.portal.get_tool("portal_workflow")
    for workflow in tool.getChainFor(meeting):
        for entry in reversed(tool.getHistoryOf(workflow, meeting) or ()):
            if entry["review_state"] == AGREED:
                return as_day(entry["time"])
    return None


class LessonsActedOn(Rule):
    """Each lesson of a year has an action, and none of them is overdue."""

    sentence = _(
        "evidence_lessons",
        default="Lessons of the last twelve months with an agreed action and none overdue: "
        "${kept} of ${total}.",
    )
    nothing = _(
        "evidence_lessons_none", default="No lesson of the last twelve months has been noted."
    )

    @cached_property
    def brains(self):
        """Return the records of all lessons by UID; they are few."""
        return {brain.UID: brain for brain in find(object_provides=ILesson.__identifier__)}

    @cached_property
    def lessons(self):
        """Return the lessons with their actions."""
        woken = [brain.getObject() for brain in self.brains.values()]
        found = actions_by_lesson(woken)
        return [
            acting.Lesson(one.UID(), one.happened_on, tuple(map(_action, found[one.UID()])))
            for one in woken
            if one.happened_on
        ]

    def figure(self, day):
        """Return how many were acted on by a day."""
        return acting.acted_on(self.lessons, day)

    def links(self):
        """Return those that are not."""
        return [link(self.brains[one.ref]) for one in acting.left_out(self.lessons, self.today)]


def _action(action):
    deeds = ((as_day(datetime.fromisoformat(one["at"])), one["deed"]) for one in action.notes)
    return acting.Action(as_day(action.created()), action.due, tuple(deeds))


class ProtocolReview(Rule):
    """The protocol is reviewed every three years, or sooner."""

    sentence = _("evidence_review", default="The protocol is to be reviewed on ${day}.")
    overdue = _("evidence_review_overdue", default="The review of the protocol was due on ${day}.")
    nothing = _("evidence_review_none", default="No day of review was agreed.")

    @cached_property
    def versions(self):
        """Return in force from and review of each version that was in force; they are few."""
        found = [
            brain.getObject()
            for brain in find(
                object_provides=IProtocol.__identifier__, review_state=["in_force", "superseded"]
            )
        ]
        return [(one.in_force_from, one.review_on) for one in found if one.in_force_from]

    def figure(self, day):
        """Return whether the review of the version in force on a day lay ahead."""
        version = version_on(self.versions, day)
        return compliance.review_due(version[1], day) if version else compliance.NOTHING

    def said(self):
        """Return when it is, or was, due."""
        if self.now.state == compliance.NO_EVIDENCE:
            return self.nothing
        is_over = self.now.state == compliance.NOT_MET
        return filled(self.overdue if is_over else self.sentence, day=self.protocol.review_on)
