"""The page of a piece of evidence, its file, and the way from a document to it."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser.files import DownloadFile
from ccsr.content.browser.files import OpenFile
from ccsr.content.browser.page import Action
from ccsr.content.browser.page import full_name
from ccsr.content.browser.page import Page
from ccsr.content.content import scanning
from ccsr.content.content.readiness import evidence as kept
from ccsr.content.content.readiness import frameworks
from ccsr.content.domain import dates
from ccsr.content.domain.governance.protocols import shifted
from ccsr.content.domain.readiness.evidence import is_stale
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IFurtherActions
from ccsr.content.interfaces import IPages
from plone import api
from plone.protect import CheckAuthenticator
from plone.uuid.interfaces import IUUID
from Products.statusmessages.interfaces import IStatusMessage
from urllib.parse import urlencode
from zope.component import adapter
from zope.event import notify
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.lifecycleevent import ObjectModifiedEvent


USE = _("action_use_as_evidence", default="Use as evidence")
REVIEWED = _("evidence_reviewed_done", default="Noted. It is reviewed again by ${day}.")
#: Months until evidence that was reviewed is reviewed again.
AGAIN = 6


class EvidenceView(Page):
    """What it is, for which elements, whether it is stale."""

    @property
    def file(self):
        """Return what there is to say of the file, None without one."""
        file, url = self.context.file, self.context.absolute_url()
        if not file:
            return None
        return {
            "name": file.filename,
            "size": self.size(file.getSize()),
            "stopped": not IPages(self.context).scanned and scanning.stopped_by(self.context),
            "download": f"{url}/@@download/file",
            "read": f"{url}/@@read",
            "pages": len(IPages(self.context).pages),
        }

    @property
    def document(self):
        """Return the document that it leads to, None for who may not see that."""
        found = kept.document_of(self.context)
        return self.link_to_document(found) if found is not None else None

    def link_to_document(self, document):
        """Return address, name and service of a document."""
        return {
            "href": document.absolute_url(),
            "title": document.title,
            "service": self.link_to(document.__parent__),
        }

    @property
    def area_url(self):
        """Return the address of the area."""
        return self.context.__parent__.absolute_url()

    @property
    def elements(self):
        """Return the elements by framework: title of each framework and of its elements."""
        found = {}
        for ref in self.context.elements or ():
            known = frameworks.element(ref)
            if known is not None:
                framework, element = known
                titles = found.setdefault(framework.title_for(self.language), [])
                titles.append(element.title_for(self.language))
        return sorted(found.items())

    @property
    def owner(self):
        """Return who keeps it true."""
        return full_name(self.context.owner)

    @property
    def is_stale(self):
        """Whether it was to be reviewed before today."""
        return is_stale(self.context.review_by, dates.today())

    @property
    def review_by(self):
        """Return the day of its review in words."""
        return self.day(self.context.review_by)

    @property
    def may_review(self):
        """Whether the reader may say that it still holds."""
        return bool(self.context.review_by) and self.allowed("Modify portal content")

    @property
    def changed(self):
        """Return when it was last changed."""
        return display.moment(self.context.modified().asdatetime(), self.request)


class Reviewed(Page):
    """``@@reviewed``: it still holds; it is to be looked at again in half a year."""

    def __call__(self):
        """Move the day of review and come back."""
        CheckAuthenticator(self.request)
        self.context.review_by = shifted(dates.today(), AGAIN)
        notify(ObjectModifiedEvent(self.context))
        day = self.day(self.context.review_by)
        IStatusMessage(self.request).add(Message(REVIEWED, mapping={"day": day}))
        self.request.response.redirect(self.context.absolute_url())
        return ""


class EvidenceDownload(DownloadFile):
    """``@@download`` of evidence."""


class EvidenceOpen(OpenFile):
    """``@@display-file`` of evidence."""


@implementer(IFurtherActions)
@adapter(IDocument)
class UseAsEvidence:
    """The way from a document to its use as evidence, for staff who keep readiness."""

    def __init__(self, document):
        self.document = document

    def actions(self):
        """Yield the link."""
        area = api.portal.get().get("readiness")
        if area is None or api.content.get_state(self.document, None) != "shared":
            return
        if not api.user.has_permission(permissions.AddReadiness, obj=area):
            return
        if not api.user.has_permission(permissions.Upload, obj=area):
            return
        # Not its title: partners, who see the evidence, see no document of the register.
        about = {"link": IUUID(self.document)}
        href = f"{area.absolute_url()}/++add++Evidence?{urlencode(about)}"
        yield Action("use-as-evidence", translate(USE, context=self.document.REQUEST), href)
