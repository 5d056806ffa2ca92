"""``provenance-part`` of a document: what was read in it by the program, and who answered what."""

from ccsr.content.browser.intake import check_fields
from ccsr.content.browser.listing import Listing
from ccsr.content.content import provenance
from ccsr.content.domain import checking
from ccsr.content.domain import dates
from ccsr.content.domain.checking import Proposal
from ccsr.content.domain.checking import Row
from ccsr.content.domain.naming import title_in
from functools import cached_property
from plone.uuid.interfaces import IUUID
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class ProvenancePart(Listing):
    """The section of the document's page; nothing where the document was added by hand."""

    index = ViewPageTemplateFile("templates/provenance.pt")

    def __call__(self):
        """Return the section."""
        return self.index() if self.origin else ""

    @cached_property
    def origin(self):
        """Return how the document came from the intake, or None."""
        return provenance.of(self.context)

    @cached_property
    def is_same_file(self):
        """Return whether the passages are those of the file that is here."""
        return provenance.is_of_this_file(self.context, self.origin)

    @cached_property
    def row(self):
        """Return the row as it was when it was filed; its service is where it stands."""
        reading = self.origin.read()
        arrived = self.origin.arrived.asdatetime().astimezone(dates.ZONE).date()
        subject = reading.subject if reading else None
        home = self.context.__parent__
        service = subject and Proposal(IUUID(home), True, subject.passage)
        return Row(checking.proposals(reading, service, arrived), self.origin.answers)

    def values(self):
        """Return each value that was filed: what it is, whose it is, and where it was read."""
        titles = check_fields.titles(self.row)
        return [
            self._value(cell, titles.get(cell.name, cell.name))
            for cell in self.row.cells
            if cell.taken
        ]

    def service_names(self, uids):
        """Return the name of the service that holds the document."""
        home = self.context.__parent__
        return [title_in(self.language, home.title, home.title_cy)]

    def _value(self, cell, title):
        passage = cell.proposal.passage if cell.proposal and self.is_same_file else None
        return {
            "title": title,
            "text": check_fields.shown(self.row, cell.name, cell.text, self),
            "by": check_fields.whose(cell.answer, self) if cell.answer else None,
            "read": cell.proposal is not None and cell.proposal.passage is not None,
            "place": passage and check_fields.place(self.context.absolute_url(), passage),
        }
