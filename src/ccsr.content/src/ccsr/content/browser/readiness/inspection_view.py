"""The page of an inspection: its plan, messages, draft reports and judgements."""

from ccsr.content import _
from ccsr.content.browser.readiness.inspection_base import BAD_DAY
from ccsr.content.browser.readiness.inspection_board import BoardParts
from ccsr.content.browser.readiness.inspection_drafts import DraftParts
from ccsr.content.content.readiness import frameworks
from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import inspection_work as work
from ccsr.content.domain.readiness import inspection_texts as texts
from datetime import time
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent


NO_TIME = _("plan_no_time", default="Enter the time, as in 09:30.")
NO_WHAT = _("plan_no_what", default="Say what is planned.")


class InspectionView(DraftParts, BoardParts):
    """The page."""

    page = ViewPageTemplateFile("templates/inspection.pt")
    deeds = (
        "add_plan",
        "change_plan",
        "remove_plan",
        "add_draft",
        "readers",
        "issue",
        "remove_draft",
        "judge",
    )

    @property
    def address(self):
        """Return the address of the page."""
        return self.url

    @property
    def framework(self):
        """Return the framework, None where it was deleted since."""
        return frameworks.framework(self.context.framework)

    @property
    def framework_title(self):
        """Return its name, else its key."""
        known = self.framework
        return known.title_for(self.language) if known else self.context.framework

    # -- the plan ---------------------------------------------------------------

    def days(self):
        """Return the days with a plan, and those of fieldwork without one."""
        found = {one.values["day"] for one in desks.cards(self.context, desks.PLAN)}
        days = sorted(found | set(self.clock.fieldwork))
        return [{"day": self.day(day), "rows": self.plan(day)} for day in days]

    def plan_values(self, id):
        """Return the values of a line of the plan as a form holds them."""
        values = desks.card(self.context, id, desks.PLAN).values
        return {**values, "day": values["day"].isoformat(), "at": values["at"].strftime("%H:%M")}

    def add_plan(self):
        """Plan something more."""
        desks.add(self.context, desks.PLAN, self._plan_asked())
        return f"{self.url}#plan"

    def change_plan(self):
        """Change a line of the plan; what stands under its own word keeps it."""
        card, values = self.card(desks.PLAN), self._plan_asked()
        known = texts.PLAN_WORDS.get(card.values["what"])
        if known is not None and values["what"] == self.say(known):
            values["what"] = card.values["what"]
        desks.change(card, self.version(), "planned", **values)
        return f"{self.url}#plan"

    def remove_plan(self):
        """Take a line out of the plan."""
        desks.remove(self.context, self.card(desks.PLAN), self.version())
        return f"{self.url}#plan"

    def _plan_asked(self):
        day, what = self.day_asked("day"), self.asked("what")[:300]
        if day is None:
            raise work.Refused(BAD_DAY)
        if not what:
            raise work.Refused(NO_WHAT)
        return {
            "day": day,
            "at": self._time_asked(),
            "what": what,
            "who": self.person_asked("who"),
            "place": self.asked("place")[:120],
        }

    def _time_asked(self):
        try:
            return time.fromisoformat(self.asked("at"))
        except ValueError as error:
            raise work.Refused(NO_TIME) from error

    # -- messages ---------------------------------------------------------------

    def messages(self):
        """Return the messages that were prepared, with the briefing that each became.

        When the inspection is over there is nothing left to send.
        """
        if self.context.finished_on:
            return []
        found = []
        for card in desks.cards(self.context, desks.MESSAGE):
            values = card.values
            briefing = work.evidence_of(values["briefing"])
            is_welsh = self.language == "cy"
            found.append(
                {
                    "audience": self.say(texts.MESSAGES[values["kind"]].audience),
                    "title": values["title_cy" if is_welsh else "title"],
                    "text": values["text_cy" if is_welsh else "text"].split("\n\n"),
                    "briefing": briefing.url if briefing else "",
                }
            )
        return found

    # -- judgements -------------------------------------------------------------

    @cached_property
    def given(self):
        """Return the grade of each element that was judged."""
        return {one["element"]: one["grade"] for one in self.context.judgements or ()}

    def judged(self):
        """Return the elements that are judged, each with the grades to choose from."""
        known = self.framework
        return [
            {
                "id": element.id,
                "title": element.title_for(self.language),
                "grades": [
                    {
                        "id": grade.id,
                        "title": grade.title_for(self.language),
                        "is_given": self.given.get(element.id) == grade.id,
                    }
                    for grade in known.scale
                ],
            }
            for element in (known.elements if known else ())
            if element.judged
        ]

    def judge(self):
        """Keep the judgements that were received, and whether it is finished."""
        known = self.framework
        asked = {one["id"]: self.asked(f"grade-{one['id']}") for one in self.judged()}
        grades = {one.id for one in known.scale} if known else set()
        given = {id: grade for id, grade in asked.items() if grade in grades}
        # What an edit took out of the framework since is not asked for, and stays.
        kept = {id: grade for id, grade in self.given.items() if id not in asked}
        self.context.judgements = [
            {"element": id, "grade": grade} for id, grade in {**kept, **given}.items()
        ]
        self.context.finished_on = self.day_asked("finished_on")
        self.context.follow_up = self.asked("follow_up") or None
        changed = Attributes(self.schema, "judgements", "finished_on", "follow_up")
        notify(ObjectModifiedEvent(self.context, changed))
        return f"{self.url}#judgements"
