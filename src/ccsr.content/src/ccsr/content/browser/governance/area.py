"""The page of the governance area, and ``@@meetings``, the list of an area's meetings."""

from ccsr.content import _
from ccsr.content.browser import words
from ccsr.content.browser.area import AreaView
from ccsr.content.browser.governance.meeting import PARTIES
from ccsr.content.browser.governance.meeting import when
from ccsr.content.browser.listing import Listing
from ccsr.content.content.actions import rows as actions
from ccsr.content.content.governance import agenda
from ccsr.content.content.governance import minutes
from ccsr.content.content.governance import versions
from ccsr.content.content.governance.lesson import ILesson
from ccsr.content.domain import dates
from ccsr.content.domain.actions import OPEN
from ccsr.content.domain.governance.meetings import Rhythm
from functools import cached_property
from plone import api


HELD = ("held", "agreed")


class Meetings:
    """The meetings of an area, from the catalog; the last and the next are woken."""

    def __init__(self, area):
        self.brains = list(agenda.all_of(area))

    @cached_property
    def last(self):
        """Return the last that was held, or None."""
        held = [one for one in self.brains if one.review_state in HELD]
        return held[-1].getObject() if held else None

    @cached_property
    def next(self):
        """Return the next that is planned, one that should have been held before, or None."""
        planned = [one for one in self.brains if one.review_state == "planned"]
        return planned[0].getObject() if planned else None

    @property
    def rhythm(self):
        """Return whether the meetings keep their time."""
        days = [one.starts.date() if one is not None else None for one in (self.last, self.next)]
        return Rhythm(*days, dates.today())


class GovernanceView(AreaView):
    """Next meeting, the last one and its minutes, what is late, and the ways onward."""

    @property
    def actions(self):
        """Return the links of the toolbar, that to the form of the area last."""
        return sorted(super().actions, key=lambda one: one.id == "edit")

    @cached_property
    def meetings(self):
        """Return the meetings."""
        return Meetings(self.context)

    @property
    def rhythm(self):
        """Return the rhythm of the meetings."""
        return self.meetings.rhythm

    def told(self, meeting):
        """Return title, day and address of a meeting."""
        listing = Listing(self.context, self.request)
        return {
            "title": meeting.title_for(self.language),
            "day": self.day(meeting.starts.date()),
            "when": when(meeting, listing),
            "place": meeting.place,
            "url": meeting.absolute_url(),
            "is_past": meeting.starts.date() < dates.today(),
        }

    def minutes_state(self):
        """Return a word and a look for the minutes of the last meeting, and who has to agree."""
        meeting = self.meetings.last
        if not minutes.has_minutes(meeting):
            return {"word": NOT_WRITTEN, "kind": "late", "waits": []}
        given = minutes.agreed(meeting)
        waits = [PARTIES[one] for one in minutes.parties(meeting) if one not in given]
        if not waits:
            return {"word": words.STATES["agreed"], "kind": "ok", "waits": []}
        return {"word": TO_AGREE, "kind": "warn", "waits": waits}

    def protocol(self):
        """Return the version in force, None without."""
        found = versions.in_force()
        if found is None:
            return None
        return {
            "title": found.title_for(self.language),
            "version": found.version,
            "url": found.absolute_url(),
            "review": self.day(found.review_on),
            "is_late": bool(found.review_on) and found.review_on < dates.today(),
        }

    def drafts(self):
        """Return the versions that are being drafted, for those who may see them."""
        return [
            {
                "title": one.title_for(self.language),
                "version": one.version,
                "url": one.absolute_url(),
            }
            for one in versions.drafts()
        ]

    def action_counts(self):
        """Return how many agreed actions are open, and how many of them overdue."""
        rows = [one for one in actions.rows(self.context) if one.status == OPEN]
        late = [one for one in rows if one.is_overdue(dates.today())]
        return {"open": len(rows), "late": len(late)}

    def lessons(self):
        """Return how many lessons are noted."""
        catalog = api.portal.get_tool("portal_catalog")
        path = "/".join(self.context.getPhysicalPath())
        return len(catalog.searchResults(object_provides=ILesson.__identifier__, path=path))


NOT_WRITTEN = _("minutes_not_written", default="Not written yet")
TO_AGREE = _("minutes_to_agree", default="To be agreed")


class MeetingList(Listing):
    """``@@meetings``: what is planned, then what was."""

    page_title = _("word_meetings", default="Meetings")

    @cached_property
    def meetings(self):
        """Return the meetings."""
        return Meetings(self.context)

    def planned(self):
        """Return the rows of those to come, the next first."""
        return [self.row(one) for one in self.meetings.brains if one.review_state == "planned"]

    def past(self):
        """Return the rows of the others, the last first."""
        found = [one for one in reversed(self.meetings.brains) if one.review_state != "planned"]
        return self.batch([self.row(one) for one in found])

    def row(self, brain):
        """Return one row; a title that has its day in it does not need it again."""
        title, day = self.title(brain), self.day(brain.document_date)
        return {
            "title": title,
            "url": brain.getURL(),
            "day": "" if day in title else day,
            "state": brain.review_state,
            "word": words.STATES[brain.review_state],
            "is_past": brain.review_state == "planned" and brain.document_date < self.today,
        }
