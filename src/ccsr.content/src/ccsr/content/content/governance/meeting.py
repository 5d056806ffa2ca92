"""Meeting: of both parties of the protocol (8.1), or of a working party.

Who has agreed its minutes is kept beside it (``minutes``); what its agenda is filled
with is found by ``meeting_agenda``.
"""

from ccsr.content import _
from ccsr.content.content.document import PDFFile
from ccsr.content.content.invariants import Misfit
from ccsr.content.content.moment import aware
from ccsr.content.content.moment import Moment
from ccsr.content.content.rows_field import Carried
from ccsr.content.content.rows_field import Rows
from ccsr.content.domain.dues import Due
from ccsr.content.domain.dues import MEETING
from ccsr.content.domain.naming import title_in
from ccsr.content.interfaces import IDues
from ccsr.content.interfaces import IHasDues
from ccsr.content.interfaces import IReadinessArea
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from plone import api
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.supermodel import model
from plone.uuid.interfaces import IUUID
from zope import schema
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface
from zope.interface import invariant


TYPE = "Meeting"
PLANNED, HELD, AGREED, CANCELLED = "planned", "held", "agreed", "cancelled"
SEEN_BY = "Whoever may open the area that it lies in."

ENDS_FIRST = _("meeting_ends_first", default="It ends before it starts.")
NO_TOPIC = _(
    "agenda_no_topic", default="Each entry needs a topic, or something of the portal it is about."
)


class IAgendaRow(Interface):
    """One entry: its own words, or what it is about, whose title is then its topic."""

    topic = schema.TextLine(
        title=_("label_agenda_topic", default="Topic"), required=False, max_length=300
    )
    note = schema.Text(title=_("label_agenda_note", default="Note"), required=False)
    source = Carried(title=_("label_agenda_source", default="About"), required=False)
    kind = Carried(
        title=_("label_agenda_kind", default="Why it is here"), required=False, max_length=20
    )


class IAttendanceRow(Interface):
    """One person, whether they came or not."""

    name = schema.TextLine(title=_("label_attendance_name", default="Name"))
    organisation = schema.TextLine(
        title=_("label_attendance_organisation", default="Organisation"), required=False
    )
    party = schema.Choice(
        title=_("label_attendance_party", default="Party"),
        vocabulary="ccsr.content.parties",
        required=False,
    )
    status = schema.Choice(
        title=_("label_attendance_status", default="Status"),
        vocabulary="ccsr.content.attendances",
    )


class IMatterRow(Interface):
    """One matter that was agreed."""

    topic = schema.TextLine(title=_("label_matter_topic", default="Topic"), max_length=300)
    agreed = schema.Text(title=_("label_matter_agreed", default="What was agreed"))


class IMeeting(model.Schema):
    """Fields of a meeting."""

    personal(
        "title",
        "title_cy",
        "place",
        "agenda",
        "matters",
        "minutes",
        "minutes_file",
        why="Typed freely: may name or describe a person.",
        seen_by=SEEN_BY,
    )
    personal(
        "host",
        "chair",
        "chair_account",
        "secretary",
        "attendance",
        why="Names who is there.",
        seen_by=SEEN_BY,
    )
    not_personal("starts", "ends", "series")

    title = schema.TextLine(title=_("label_title", default="Title"))

    title_cy = schema.TextLine(title=_("label_title_cy", default="Title in Welsh"), required=False)

    starts = Moment(title=_("label_meeting_starts", default="Starts"))

    ends = Moment(title=_("label_meeting_ends", default="Ends"), required=False)

    place = schema.TextLine(
        title=_("label_meeting_place", default="Place"),
        description=_("help_meeting_place", default="A room, or the address of a call."),
        required=False,
    )

    series = schema.TextLine(
        title=_("label_meeting_series", default="Series"), required=False, readonly=True
    )

    host = schema.TextLine(title=_("label_meeting_host", default="Host"), required=False)

    chair = schema.TextLine(title=_("label_meeting_chair", default="Chair"), required=False)

    chair_account = schema.Choice(
        title=_("label_meeting_chair_account", default="Account of the chair"),
        description=_(
            "help_meeting_chair_account",
            default="For a working party: the chair agrees the minutes with this account.",
        ),
        vocabulary="ccsr.People",
        required=False,
    )

    secretary = schema.TextLine(
        title=_("label_meeting_secretary", default="Secretary"), required=False
    )

    model.fieldset(
        "agenda",
        label=_("fieldset_meeting_agenda", default="Agenda and attendance"),
        fields=["agenda", "attendance"],
    )

    agenda = Rows(
        title=_("label_meeting_agenda", default="Agenda"),
        description=_(
            "help_meeting_agenda",
            default="An entry that leads to something of the portal takes its title where the "
            "topic is left empty. Whoever may not see that thing does not see the entry.",
        ),
        columns=IAgendaRow,
        is_ordered=True,
        required=False,
    )

    attendance = Rows(
        title=_("label_meeting_attendance", default="Attendance"),
        columns=IAttendanceRow,
        required=False,
    )

    model.fieldset(
        "minutes",
        label=_("fieldset_meeting_minutes", default="Minutes"),
        fields=["matters", "minutes", "minutes_file"],
    )

    matters = Rows(
        title=_("label_meeting_matters", default="Matters agreed"),
        columns=IMatterRow,
        required=False,
    )

    minutes = schema.Text(
        title=_("label_meeting_minutes", default="Minutes"),
        description=_(
            "help_meeting_minutes",
            default="Type them here or upload them below. Name no child and no family. A change "
            "after one party has agreed takes that agreement back.",
        ),
        required=False,
        max_length=200_000,
    )

    minutes_file = PDFFile(
        title=_("label_meeting_minutes_file", default="Minutes as a file"),
        description=_("help_meeting_minutes_file", default="As PDF."),
        accept=("application/pdf",),
        required=False,
    )

    directives.omitted("series")

    @invariant
    def ends_after_start(data):
        """Refuse an end before the start."""
        starts, ends = aware(getattr(data, "starts", None)), aware(getattr(data, "ends", None))
        if starts and ends and ends < starts:
            raise Misfit(ENDS_FIRST, "ends")

    @invariant
    def entries_have_topics(data):
        """Refuse an entry of the agenda that says nothing."""
        for row in getattr(data, "agenda", None) or ():
            if not (row.get("topic") or row.get("source")):
                raise Misfit(NO_TOPIC, "agenda")


@implementer(IMeeting, IHasDues)
class Meeting(Item):
    """A meeting."""

    ends = place = series = host = chair = chair_account = secretary = None
    minutes = minutes_file = None
    agenda = attendance = matters = ()
    # Else that of the area would be acquired.
    title_cy = None

    def title_for(self, language):
        """Return the Welsh title to a Welsh reader where there is one."""
        return title_in(language, self.title, self.title_cy)


def is_of_party(meeting):
    """Return whether it is a working party's, which its chair agrees, and not the protocol's."""
    return IReadinessArea.providedBy(meeting.__parent__)


@implementer(IDues)
@adapter(IMeeting)
class MeetingDues:
    """A meeting is on its day, unless it is cancelled."""

    def __init__(self, meeting):
        self.meeting = meeting

    def dues(self):
        """Return the one."""
        meeting = self.meeting
        state = api.content.get_state(meeting, PLANNED)
        if state == CANCELLED:
            return ()
        due = Due(
            IUUID(meeting),
            "starts",
            aware(meeting.starts),
            MEETING,
            meeting.title,
            meeting.title_cy or "",
            done=state in (HELD, AGREED),
            ends=aware(meeting.ends),
            place=meeting.place or "",
        )
        return (due,)
