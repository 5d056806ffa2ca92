"""What an inspection begins with: who is needed, the plan of its days, what is told to whom."""

from __future__ import annotations

from ccsr.content import _
from dataclasses import dataclass
from datetime import time
from zope.i18nmessageid import Message


#: Who inspectors ask for, when nobody has said so before (second seed: all partners).
ROLES: dict[str, Message] = {
    "link": _("role_link", default="Contact of the inspectors"),
    "director": _("role_director", default="Director of children's services"),
    "data": _("role_data", default="Data and performance"),
    "front_door": _("role_front_door", default="Contact, referral and assessment"),
    "looked_after": _("role_looked_after", default="Looked-after children"),
    "board": _("role_board", default="Safeguarding board"),
    "health": _("role_health", default="Health"),
    "police": _("role_police", default="Police"),
    "schools": _("role_schools", default="Schools"),
    "voluntary": _("role_voluntary", default="Voluntary sector"),
}

FIRST, EVERY, LAST = "first", "every", "last"


@dataclass(frozen=True)
class Appointment:
    """A line of the plan: on the first, every or the last day of fieldwork."""

    kind: str
    on: str
    at: time


PLAN = (
    Appointment("opening", FIRST, time(9, 0)),
    Appointment("briefing", EVERY, time(8, 30)),
    Appointment("keep_in_touch", EVERY, time(16, 30)),
    Appointment("feedback", LAST, time(15, 0)),
)
PLAN_WORDS: dict[str, Message] = {
    "opening": _("plan_opening", default="Opening meeting with the inspectors"),
    "briefing": _("plan_briefing", default="Our own briefing: what is due today, who has what"),
    "keep_in_touch": _("plan_keep_in_touch", default="Keep-in-touch meeting with the inspectors"),
    "feedback": _("plan_feedback", default="Feedback of the inspectors"),
}


def plan(days: int) -> list[tuple[int, Appointment]]:
    """Return what is planned from the outset: place of the day (from 0) and appointment."""
    found = [
        (day, one)
        for day in range(days)
        for one in PLAN
        if one.on == EVERY or (one.on == FIRST and day == 0) or (one.on == LAST and day == days - 1)
    ]
    return sorted(found, key=lambda pair: (pair[0], pair[1].at))


@dataclass(frozen=True)
class Text:
    """A message that is prepared: for whom, its title and text, in an exercise others."""

    audience: Message
    title: Message
    text: Message
    #: The kind of briefing that it is (``domain.readiness.briefings``).
    briefing: str


TITLE = _("message_title", default="We have been notified: ${framework}")
EXERCISE_TITLE = _("message_exercise_title", default="Exercise, nobody comes: ${framework}")
#: Stands before the text in an exercise.
EXERCISE = _(
    "message_exercise",
    default="This is an exercise. No inspectors come. Please do what you would do if they did.",
)

#: Key messages to all staff, briefings to those closely involved, updates to senior management.
MESSAGES: dict[str, Text] = {
    "all": Text(
        _("message_for_all", default="Everybody"),
        TITLE,
        _(
            "message_text_all",
            default="""We were notified of an inspection on ${notified}: ${framework}.

What it looks at is what children and young people experience, whichever organisation works with them. Go on with your work as you do it every day. If an inspector speaks to you, answer openly, and say so if you do not know.

Inspectors are here ${fieldwork}. Questions go to the contact of the inspectors: ${contact}.""",
        ),
        "key_message",
    ),
    "involved": Text(
        _("message_for_involved", default="Those closely involved"),
        TITLE,
        _(
            "message_text_involved",
            default="""We were notified of an inspection on ${notified}: ${framework}. The lead inspector is ${inspector}.

The documents are due on ${due}. Look at the board of the inspection for what you have to supply, and whom you stand in for. Keep the days of fieldwork free: ${fieldwork}.

If you are going to be away, say so on the board at once, so that your deputy steps in.""",
        ),
        "briefing",
    ),
    "senior": Text(
        _("message_for_senior", default="Senior management"),
        TITLE,
        _(
            "message_text_senior",
            default="""We were notified of an inspection on ${notified}: ${framework}. The lead inspector is ${inspector}.

Documents due on ${due}: ${documents}. Fieldwork: ${fieldwork}. An update follows at the end of each day: what the inspectors asked, what is late, what they have said.""",
        ),
        "update",
    ),
}
NO_FIELDWORK = _("message_no_fieldwork", default="all year, without fixed days")
FIELDWORK = _("message_fieldwork", default="from ${first} to ${last}")
NOBODY_YET = _("message_nobody_yet", default="not named yet")

#: What a title is made of when nobody gives one; both languages, as it is kept in both.
TITLES = {
    False: ("{framework}, {day}", "{framework}, {day}"),
    True: ("Exercise: {framework}, {day}", "Ymarfer: {framework}, {day}"),
}
