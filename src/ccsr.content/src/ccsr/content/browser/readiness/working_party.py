"""The page of a working party: its terms, its seats, who came to its meetings."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.page import Action
from ccsr.content.browser.page import full_name
from ccsr.content.browser.page import Page
from ccsr.content.browser.readiness.briefing import Briefings
from ccsr.content.content.readiness.attendance import attendance
from ccsr.content.content.readiness.working_party import IWorkingParty
from ccsr.content.domain.naming import alphabetic
from ccsr.content.domain.naming import title_in
from ccsr.content.interfaces import IFurtherActions
from zope.interface import implementer


class WorkingPartyPage(Page):
    """The page."""

    schema = IWorkingParty

    def shows_state(self):
        """There is one state only."""
        return False

    def lines(self, name):
        """Return the lines of a text, in the reader's language where it is there."""
        both = getattr(self.context, name), getattr(self.context, f"{name}_cy")
        return display.lines(title_in(self.language, *both))

    def seats(self):
        """Return the seats; one without member is vacant."""
        return [
            {
                "organisation": row["organisation"],
                "member": row.get("name") or full_name(row.get("user")),
                "deputy": row.get("deputy") or "",
            }
            for row in self.context.seats or ()
        ]

    def vacant(self):
        """Return how many seats are vacant."""
        return sum(not seat["member"] for seat in self.seats())

    def support(self):
        """Return those who help."""
        return list(self.context.support or ())

    def meetings(self):
        """Return the last meetings of the area with who came, by organisation of the seats."""
        list_ = Listing(self.context, self.request)
        return [
            {
                "title": one.title,
                "url": one.url,
                "day": list_.day(one.day),
                "statuses": [
                    self.term("attendances", one.statuses.get(seat["organisation"], ""))
                    for seat in self.seats()
                ],
            }
            for one in attendance(self.context, self.language)
        ]


class WorkingParties(Listing):
    """``@@working-parties`` of the area."""

    page_title = _("parties_title", default="Working parties")

    def rows(self):
        """Return what the page shows of each."""
        path = "/".join(self.context.getPhysicalPath())
        found = self.find(portal_type="WorkingParty", path=path)
        # How many seats are vacant is no column; there are a handful.
        shown = [self._row(brain.getObject()) for brain in found]
        return sorted(shown, key=lambda row: alphabetic(row["title"], self.language))

    def _row(self, party):
        seats = list(party.seats or ())
        return {
            "title": party.title_for(self.language),
            "url": party.absolute_url(),
            "seats": len(seats),
            "vacant": sum(not (row.get("name") or row.get("user")) for row in seats),
        }

    def may_add(self):
        """Return whether the reader may set one up."""
        return any(fti.getId() == "WorkingParty" for fti in self.context.allowedContentTypes())


@implementer(IFurtherActions)
class ToPeople:
    """The ways from the area of readiness to its working parties and briefings."""

    def __init__(self, area):
        self.area = area

    def actions(self):
        """Yield the links."""
        url = self.area.absolute_url()
        yield Action("parties", WorkingParties.page_title, f"{url}/@@working-parties")
        yield Action("briefings", Briefings.page_title, f"{url}/@@briefings")
