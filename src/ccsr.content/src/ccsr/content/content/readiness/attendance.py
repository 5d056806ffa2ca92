"""Who came to the meetings of a working party: read off the meetings of its area."""

from ccsr.content.content.actions.people import area_of
from ccsr.content.domain.naming import title_in
from dataclasses import dataclass
from datetime import datetime
from plone import api


#: As many of the last meetings as a page can show beside each other.
MOST = 6


@dataclass(frozen=True)
class Attended:
    """A meeting; ``statuses`` by organisation, tokens of ``attendances``."""

    title: str
    url: str
    day: datetime
    statuses: dict[str, str]


def attendance(party, language):
    """Return the last meetings that the caller may see to which an organisation of it came."""
    organisations = {row["organisation"] for row in party.seats or ()}
    path = "/".join(area_of(party).getPhysicalPath())
    found = api.content.find(portal_type="Meeting", path=path)
    # Who came is no column of the catalog; the meetings of an area are four a year.
    read = [_read(brain.getObject(), organisations, language) for brain in found]
    held = sorted((one for one in read if one.statuses), key=lambda one: one.day, reverse=True)
    return held[:MOST]


def _read(meeting, organisations, language):
    rows = meeting.attendance or ()
    statuses = {
        row["organisation"]: row["status"]
        for row in rows
        if row.get("organisation") in organisations and row.get("status")
    }
    title = title_in(language, meeting.title, getattr(meeting.aq_base, "title_cy", None))
    return Attended(title, meeting.absolute_url(), meeting.starts, statuses)
