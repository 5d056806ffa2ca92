"""The pages of reports and notices: facts, judgements, file and text."""

from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser import rows
from ccsr.content.browser import scans
from ccsr.content.browser import words
from ccsr.content.browser.page import Page
from ccsr.content.config.frameworks import BY_TOKEN
from ccsr.content.content import scanning
from ccsr.content.content.complaint_report import IComplaintReport
from ccsr.content.content.enforcement_action import IEnforcementAction
from ccsr.content.content.inspection_report import IInspectionReport
from ccsr.content.domain.language import language_of
from ccsr.content.domain.naming import title_in
from ccsr.content.interfaces import IJudged
from ccsr.content.interfaces import IPages
from ccsr.content.services.similar import similar
from functools import cached_property
from plone import api


#: Documents like this one that are linked.
MOST_SIMILAR = 5


class DocumentView(Page):
    """What every document's page has; each kind names its fields."""

    fields = ()

    @property
    def details(self):
        """Return the facts."""
        return self.facts(*self.fields)

    @property
    def service(self):
        """Return the service that the document is about."""
        return self.link_to(self.context.__parent__)

    @property
    def provider(self):
        """Return the provider of the service."""
        return self.link_to(self.context.__parent__.__parent__)

    @property
    def file(self):
        """Return what there is to say of the file, None without one."""
        file = self.context.file
        if not file:
            return None
        url = self.context.absolute_url()
        return {
            "name": file.filename,
            "size": display.size(file.getSize(), self.request),
            "stopped": not IPages(self.context).scanned and scanning.stopped_by(self.context),
            "download": f"{url}/@@download/file",
            "read": f"{url}/@@read",
        }

    @cached_property
    def pages(self):
        """Return number and paragraphs of each page of the text."""
        pages = IPages(self.context)
        return [
            {
                "number": number,
                "lines": scans.lines(text, pages.doubtful(number)),
                "sure": round(pages.confidence(number) or 0),
                "is_doubtful": bool(pages.doubtful(number)),
            }
            for number, text in enumerate(pages.pages, 1)
        ]

    @cached_property
    def text_language(self):
        """Return the language of the text, which need not be the reader's."""
        return language_of(IPages(self.context).pages)

    @property
    def has_text(self):
        """Return whether any page holds text; a scan holds none."""
        return any(page["lines"] for page in self.pages)

    @property
    def script(self):
        """Return the address of the script that opens the text at the page asked for."""
        return f"{api.portal.get().absolute_url()}/++plone++ccsr.content/forms.js"

    def lines_of(self, name):
        """Return the lines of a text field, one an entry."""
        return display.lines(getattr(self.context, name, None))

    @property
    def findings(self):
        """Return the lists of what was required and recommended."""
        return [
            (self.schema[name].title, self.lines_of(name))
            for name in self.lists
            if self.lines_of(name)
        ]

    lists = ()

    @property
    def declared(self):
        """Return whether to show the officer's declaration and what it says."""
        if not self.allowed(permissions.ViewHistory):
            return None
        return "yes" if self.context.shareable_declared else "no"

    @property
    def neighbours(self):
        """Return the previous and the next document of the kind in this service."""
        found = [
            brain
            for brain in rows.documents(rows.path_of(self.context.__parent__))
            if brain.portal_type == self.context.portal_type
        ]
        ids = [brain.getId for brain in found]
        place = ids.index(self.context.getId()) if self.context.getId() in ids else None
        if place is None:
            return {"older": None, "newer": None}
        return {
            "older": self._neighbour(found[place + 1 : place + 2]),
            "newer": self._neighbour(found[max(place - 1, 0) : place]),
        }

    @cached_property
    def similar(self):
        """Return the documents most like this one, for those who may use Find."""
        if not self.allowed(permissions.UseFind):
            return []
        return [self._similar(brain) for brain in similar(self.context, MOST_SIMILAR)]

    def _similar(self, brain):
        _path, *titles = brain.service_ref or ("", "", "")
        return {
            "href": brain.getURL(),
            "title": brain.Title,
            "kind": words.TYPES[brain.portal_type].one,
            "service": title_in(self.language, *titles),
            "day": self.day(brain.document_date or None),
            "state": brain.review_state,
            "state_word": self.state_word(brain.review_state),
        }

    def _neighbour(self, found):
        return {"href": found[0].getURL(), "title": found[0].Title} if found else None


class InspectionReportView(DocumentView):
    """An inspection report with its judgements."""

    schema = IInspectionReport
    fields = (
        "inspectorate",
        "framework",
        "inspection_kind",
        "announced",
        "inspected_from",
        "inspected_to",
        "issued",
        "received",
        "inspector",
        "requirements_count",
        "recommendations_count",
    )
    lists = ("requirements", "recommendations")

    @property
    def judgements(self):
        """Return the judgements on the framework's own scale."""
        return [display.grade(one) for one in IJudged(self.context).judgements]

    @property
    def framework(self):
        """Return the framework's name."""
        found = BY_TOKEN.get(self.context.framework or "")
        return found.title if found else ""


class ComplaintReportView(DocumentView):
    """A completed complaint."""

    schema = IComplaintReport
    fields = ("reference", "received", "completed", "subject", "outcome")
    lists = ("requirements",)
    judgements = ()


class EnforcementActionView(DocumentView):
    """An enforcement action; a hold is said to staff, who alone see held ones."""

    schema = IEnforcementAction
    fields = (
        "stage",
        "action",
        "legal_basis",
        "notice_date",
        "due_date",
        "appeal",
        "outcome",
        "closed",
    )
    judgements = ()

    @property
    def held(self):
        """Return the reason of a hold, None where there is none or it is not shown."""
        if not self.context.held or not self.allowed(permissions.ViewHistory):
            return None
        return self.context.held_reason or ""
