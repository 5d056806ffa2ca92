"""What the schedule counts from, for the things of governance and readiness."""

from Acquisition import aq_base
from Acquisition import aq_parent
from ccsr.content.content.actions.action import IAgreedAction
from ccsr.content.content.governance.clause import IClause
from ccsr.content.content.governance.lesson import ILesson
from ccsr.content.content.governance.meeting import IMeeting
from ccsr.content.content.governance.protocol import IProtocol
from ccsr.content.content.governance.versions import SUPERSEDED
from ccsr.content.content.readiness.assessment import ISelfAssessment
from ccsr.content.content.readiness.briefing import IBriefing
from ccsr.content.content.readiness.framework_content import IInspectionFramework
from ccsr.content.content.readiness.risk import IRisk
from ccsr.content.content.readiness.working_party import IWorkingParty
from ccsr.content.content.retention import Retained
from ccsr.content.domain import actions
from ccsr.content.domain import dates
from ccsr.content.domain.readiness import risks
from ccsr.content.interfaces import IEvidence
from ccsr.content.interfaces import IInspection
from zope.component import adapter


class RetainedOfArea(Retained):
    """Base: a moment counts as its day, and what was last changed is known of everything."""

    def _day(self, name):
        if name == "edited":
            return self.thing.modified().asdatetime().astimezone(dates.ZONE).date()
        found = super()._day(name)
        return found.astimezone(dates.ZONE).date() if hasattr(found, "astimezone") else found


@adapter(IProtocol)
class RetainedProtocol(RetainedOfArea):
    """A version of the protocol; its years run from the day on which another replaced it."""

    kind = "protocol"

    def events(self):
        """Return the day on which it was replaced."""
        history = getattr(aq_base(self.thing), "workflow_history", None) or {}
        last = [entries[-1] for entries in history.values() if entries]
        days = [one["time"] for one in last if one["review_state"] == SUPERSEDED]
        return {"replaced": days[0].asdatetime().astimezone(dates.ZONE).date()} if days else {}


@adapter(IClause)
class RetainedClause(RetainedOfArea):
    """A clause; it is kept as long as its protocol."""

    kind = "clause"

    def events(self):
        """Return what is known of its protocol."""
        return RetainedProtocol(aq_parent(self.thing)).events()


@adapter(ILesson)
class RetainedLesson(RetainedOfArea):
    """A lesson."""

    kind = "lesson"
    sources = {"happened": ("happened_on", "added"), "added": ("added",)}


@adapter(IMeeting)
class RetainedMeeting(RetainedOfArea):
    """A meeting, with its agreements of the minutes."""

    kind = "meeting"
    sources = {"held": ("starts", "added"), "added": ("added",)}


class _Finished(RetainedOfArea):
    """Base of what has an end; until then its years do not run."""

    sources = {"added": ("added",)}

    def events(self):
        """Return when it was added, and when it was finished if it is."""
        return super().events() | ({"finished": self.finished} if self.is_finished else {})

    @property
    def finished(self):
        """Return the day; a thing that is finished is edited to say so."""
        return self._day("edited")


@adapter(IAgreedAction)
class RetainedAction(_Finished):
    """An agreed action, with its progress."""

    kind = "agreed_action"

    @property
    def is_finished(self):
        """Whether it was done or dropped."""
        return self.thing.status != actions.OPEN


@adapter(IRisk)
class RetainedRisk(_Finished):
    """A risk; one that is accepted is still run."""

    kind = "risk"

    @property
    def is_finished(self):
        """Whether it is closed."""
        return self.thing.status == risks.CLOSED


@adapter(IInspection)
class RetainedNotified(RetainedOfArea):
    """An inspection or exercise, with its desk and links; it must be finished."""

    kind = "inspection"
    sources = {"finished": ("finished_on",), "added": ("added",)}


@adapter(IInspectionFramework)
class RetainedFramework(RetainedOfArea):
    """A framework."""

    kind = "inspection_framework"
    sources = {"edited": ("edited",), "added": ("added",)}


@adapter(ISelfAssessment)
class RetainedAssessment(RetainedFramework):
    """A self-assessment with its history; while it is worked on its years begin anew."""

    kind = "self_assessment"


@adapter(IEvidence)
class RetainedEvidence(RetainedFramework):
    """Evidence, handed in by a link or not."""

    kind = "evidence"


@adapter(IWorkingParty)
class RetainedParty(RetainedFramework):
    """A working party with its seats."""

    kind = "working_party"


@adapter(IBriefing)
class RetainedBriefing(RetainedOfArea):
    """A briefing with its versions and who opened them; a draft counts from its last change."""

    kind = "briefing"
    sources = {
        "sent": ("sent_on", "edited"),
        "edited": ("edited",),
        "added": ("added",),
    }
