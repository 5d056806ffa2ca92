"""The page of an inspection: its plan, messages, draft reports and judgements."""

from ccsr.content import _
from ccsr.content import noted
from ccsr.content.browser.readiness.inspection_base import BAD_DAY
from ccsr.content.browser.readiness.inspection_base import InspectionPage
from ccsr.content.browser.readiness.inspection_board import BoardParts
from ccsr.content.content import evidence as files
from ccsr.content.content.readiness import frameworks
from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import inspection_drafts as drafts
from ccsr.content.content.readiness import inspection_work as work
from ccsr.content.domain import dates
from ccsr.content.domain.readiness import inspection_texts as texts
from ccsr.content.domain.readiness import inspections as rules
from ccsr.content.domain.uploads import SENTENCES
from datetime import datetime
from datetime import time
from functools import cached_property
from plone.namedfile.browser import Download
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.event import notify
from zope.i18n import translate
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent


NO_TIME = _("plan_no_time", default="Enter the time, as in 09:30.")
NO_WHAT = _("plan_no_what", default="Say what is planned.")
NO_DRAFT = _("draft_no_file", default="Choose the file of the draft report.")


class InspectionView(BoardParts):
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

    # -- draft reports ----------------------------------------------------------

    def drafts(self):
        """Return the draft reports that the reader may know of."""
        return [
            {
                "id": card.id,
                "version": card.version,
                "name": card.values["file"].filename,
                "size": self.size(card.values["file"].getSize()),
                "href": f"{self.url}/@@draft-report/{card.id}/{card.values['file'].filename}",
                "readers": card.values["readers"],
                "names": ", ".join(self.name(one) for one in card.values["readers"]),
                "issued": self.day(card.values["issued_on"]),
            }
            for card in drafts.readable(self.context)
        ]

    def readers_asked(self):
        """Return the accounts that were ticked, of those that see the area."""
        asked = self.request.form.get("readers", [])
        listed = asked if isinstance(asked, list) else [asked]
        return [one for one in listed if one in self.people_known]

    def add_draft(self):
        """Keep a draft report for its readers."""
        upload = self.request.form.get("file")
        if not getattr(upload, "filename", ""):
            raise work.Refused(NO_DRAFT)
        drafts.add(self.context, upload.filename, upload.read(), self.readers_asked())
        return f"{self.url}#drafts"

    def readers(self):
        """Say who may read a draft report."""
        card = self.draft_asked()
        drafts.name_readers(self.context, card, self.version(), self.readers_asked())
        return f"{self.url}#drafts"

    def issue(self):
        """End the embargo."""
        drafts.issue(self.context, self.draft_asked(), self.version())
        return f"{self.url}#drafts"

    def remove_draft(self):
        """Take a draft report away."""
        drafts.remove(self.context, self.draft_asked(), self.version())
        return f"{self.url}#drafts"

    def draft_asked(self):
        """Return the draft report that is meant; one for others is none."""
        found = drafts.get(self.context, self.asked("card"))
        if found is None:
            raise NotFound(self.asked("card"))
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


class DraftReport(Download):
    """``@@draft-report/{id}/{name}``: the file, for who may know of it; else nothing is there."""

    def __call__(self):
        """Return the file, or 503 with a sentence while it is not known to be clean."""
        file = self._getFile()
        stopped = files.stopped_by(file)
        if stopped:
            self.request.response.setStatus(503)
            self.request.response.setHeader("Content-Type", "text/plain; charset=utf-8")
            return translate(SENTENCES[stopped], context=self.request)
        noted.note("downloaded", self.context, file=file.filename)
        return super().__call__()

    def _getFile(self):
        found = drafts.get(self.context, self.fieldname or "")
        file = found.values["file"] if found is not None else None
        if file is None or self.filename not in (None, file.filename):
            raise NotFound(self.fieldname or "")
        self.filename = file.filename
        return file


class ReportPage(InspectionPage):
    """``@@report``: which documents were ready by their deadline, which not, and how late."""

    page = ViewPageTemplateFile("templates/inspection_report.pt")

    @cached_property
    def report(self):
        """Return what came of it until now; until it was finished, where it is."""
        over = self.context.finished_on
        end = over and datetime.combine(over, time.max, dates.ZONE)
        return rules.report(self.slots, min(self.now, end) if end else self.now)

    def rows(self):
        """Return a row for each document whose deadline is over."""
        return [
            {
                "title": one.slot.title_for(self.language),
                "url": f"{self.url}/@@document?card={one.slot.id}",
                "owner": self.name(one.slot.owner) if one.slot.owner else "",
                "due": self.moment(one.slot.due),
                "ready": self.moment(one.slot.ready_at) if one.slot.state == "ready" else "",
                "late": self.late(one.late),
                "was_ready": one.was_ready,
            }
            for one in self.report.outcomes
        ]

    def late(self, late):
        """Return how late in words, '' for what was in time."""
        return "" if late is None else self.left(self.now - late)

    def waiting(self):
        """Return how many deadlines are still to come."""
        return sum(one.due > self.now for one in self.slots)

    def today(self):
        """Return the day of the report."""
        return self.day(dates.today())
