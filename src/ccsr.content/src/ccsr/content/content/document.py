"""What every document has: a PDF, and the officer's declaration."""

from ccsr.content import _
from ccsr.content import noted
from ccsr.content.content.invariants import Refused
from ccsr.content.domain import titles
from ccsr.content.domain import uploads
from ccsr.content.domain.naming import title_in
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IReviewed
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from plone.dexterity.content import Item
from plone.namedfile.field import InvalidFile
from plone.namedfile.field import NamedBlobFile
from plone.namedfile.interfaces import INamedBlobFileField
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


class IPDFFile(INamedBlobFileField):
    """A file field that keeps only a PDF; its widget is registered for this."""


@implementer(IPDFFile)
class PDFFile(NamedBlobFile):
    """A file field that keeps only what ``domain.uploads`` accepts.

    Raises ``Refused`` with one sentence for everything else, so that forms and
    services refuse alike.
    """

    def validate(self, value):
        """Refuse the wrong content, and what comes under the name of another kind."""
        try:
            super().validate(value)
        except InvalidFile as error:
            _note_refused(value, "not_pdf")
            raise Refused(uploads.SENTENCES["not_pdf"]) from error

    def _validate(self, value):
        super()._validate(value)
        # The size is known without the bytes, and the largest never need to be read.
        if value.getSize() > uploads.LARGEST:
            _note_refused(value, "too_large")
            raise Refused(uploads.SENTENCES["too_large"])
        try:
            uploads.accept(value.data)
        except uploads.UnsuitableFile as error:
            _note_refused(value, error.rule)
            raise Refused(error.message) from error


def _note_refused(value, rule):
    noted.note("upload-refused", file=getattr(value, "filename", None) or "", rule=rule)


class IDocumentSchema(IDocument, IReviewed, model.Schema):
    """Fields of every kind of document."""

    personal("title", why="A title that somebody typed may name a person.")
    personal(
        "file",
        why="What the inspectorate writes of children, families and staff; its text, which is "
        "searched, and its name are kept with it.",
    )
    not_personal("shareable_declared")

    title = schema.TextLine(
        title=_("label_title", default="Title"),
        description=_(
            "help_document_title",
            default="Leave it empty and it is made from the kind, the service and the date.",
        ),
        required=False,
    )

    file = PDFFile(
        title=_("label_file", default="File"),
        description=_("help_file", default="The document as PDF, as the inspectorate issued it."),
        accept=("application/pdf",),
        required=False,
    )

    shareable_declared = schema.Bool(
        title=_("label_declared", default="It may be shared"),
        description=_(
            "help_declared",
            default="I have read it: it holds no child-protection investigation and nothing "
            "that could compromise the regulator's process.",
        ),
        required=False,
        default=False,
    )


class Document(Item):
    """A document in a service; its text is kept by ``IPages``."""

    def title_for(self, language):
        """Return the Welsh title to a Welsh reader where there is one."""
        return title_in(language, self.title, titles.welsh_title(self))
