"""Evidence: a document that shows how something is done, for elements of several frameworks.

It is an upload of its own or leads to a document of the portal. Where its reader may
not see that document, the evidence tells nothing of it.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.content.day import Day
from ccsr.content.content.document import PDFFile
from ccsr.content.content.invariants import Refused
from ccsr.content.domain.naming import title_in
from ccsr.content.domain.readiness.evidence import uid_in
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IEvidence
from ccsr.content.interfaces import IHasDues
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from plone import api
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.supermodel import model
from typing import Any
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.interfaces import NOT_CHANGED
from zope import schema
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant


NO_SUCH = _(
    "evidence_no_such",
    default="There is no such document, or you may not see it. Open the document in the portal "
    "and copy its address.",
)
NOTHING = _(
    "evidence_nothing",
    default="Choose a file, or give the address of a document in the portal.",
)
BOTH = _(
    "evidence_both",
    default="Choose a file or give the address of a document, not both: evidence is one document.",
)


class DocumentAddress(schema.TextLine):
    """The address or the UID of a document of the portal that its writer may see."""

    def _validate(self, value: str) -> None:
        super()._validate(value)
        if linked(value) is None:
            raise Refused(NO_SUCH)


def linked(link: str | None) -> Any:
    """Return the catalog's record of a document that the caller may see, None without one."""
    asked = uid_in(link or "", api.portal.get().absolute_url())
    if asked.uid:
        query: dict[str, Any] = {"UID": asked.uid}
    elif asked.path:
        root = "/".join(api.portal.get().getPhysicalPath())
        query = {"path": {"query": f"{root}/{asked.path}", "depth": 0}}
    else:
        return None
    # Not by Plone's own ways from a UID: those find what the caller may not see.
    found = api.content.find(object_provides=IDocument.__identifier__, **query)
    return found[0] if found else None


class IEvidenceSchema(IEvidence, model.Schema):
    """Fields of a piece of evidence."""

    personal("title", "title_cy", why="Typed freely: may name a person.")
    personal("file", why="What a partner writes of its work may name children, families, staff.")
    personal("owner", why="The account of whoever keeps it true.")
    not_personal("link", "elements", "review_by")

    title = schema.TextLine(title=_("label_title", default="Title"))

    title_cy = schema.TextLine(title=_("label_title_cy", default="Title in Welsh"), required=False)

    file = PDFFile(
        title=_("label_file", default="File"),
        description=_("help_evidence_file", default="As PDF. Or name a document below."),
        accept=("application/pdf",),
        required=False,
    )

    # A partner sees no document of the register, so it neither reads nor writes this.
    directives.read_permission(link="ccsr.content.Upload")
    directives.write_permission(link="ccsr.content.Upload")
    link = DocumentAddress(
        title=_("label_evidence_link", default="Document in the portal"),
        description=_(
            "help_evidence_link",
            default="Its address, copied from the browser. Partners, who may not see it, "
            "learn nothing of it here.",
        ),
        required=False,
        max_length=500,
    )

    directives.widget("elements", CheckBoxFieldWidget)
    elements = schema.List(
        title=_("label_evidence_elements", default="What it is evidence for"),
        description=_(
            "help_evidence_elements",
            default="Elements of any of the frameworks: it is kept once and counts for each.",
        ),
        value_type=schema.Choice(vocabulary="ccsr.content.readiness_elements"),
        min_length=1,
    )

    owner = schema.Choice(
        title=_("label_evidence_owner", default="Kept true by"),
        vocabulary="ccsr.People.readiness",
        required=False,
    )

    review_by = Day(
        title=_("label_review_by", default="Review by"),
        description=_(
            "help_review_by", default="From the day after, it counts as stale until it is reviewed."
        ),
        required=False,
    )

    @invariant
    def is_one_document(data: Any) -> None:
        """Refuse what is no document, and what is two."""
        file = _meant(data, "file")
        if bool(file) == bool(_meant(data, "link")):
            raise Invalid(BOTH if file else NOTHING)


def _meant(data: Any, name: str) -> Any:
    """Return a value that was typed, or the one that the form leaves as it is."""
    value = getattr(data, name, None)
    if value is NOT_CHANGED:
        return getattr(getattr(data, "__context__", None), name, None)
    return value


@implementer(IEvidenceSchema, IHasDues)
class Evidence(Item):
    """A piece of evidence."""

    file = None

    def title_for(self, language: str | None) -> str:
        """Return the Welsh title to a Welsh reader where there is one."""
        return title_in(language, self.title, self.title_cy)


def document_of(evidence: Any) -> Any:
    """Return the document that evidence leads to, as far as the caller may see it, or None."""
    brain = linked(evidence.link)
    return brain.getObject() if brain is not None else None
