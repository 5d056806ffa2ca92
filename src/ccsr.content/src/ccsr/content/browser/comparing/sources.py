"""What is compared: a document as it is, and what stood in it before it was redacted."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser.comparing import choosing
from ccsr.content.browser.page import Action
from ccsr.content.content import redaction
from ccsr.content.content import scanning
from ccsr.content.domain.language import language_of
from ccsr.content.domain.lines import lines
from ccsr.content.domain.titles import document_date
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IFurtherActions
from ccsr.content.interfaces import IPages
from ccsr.content.noted import note
from dataclasses import dataclass
from plone import api
from zExceptions import NotFound
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer


#: Stands in an address for the file that came, where the document's is a redacted copy.
ORIGINAL = "original"
BEFORE = _("differences_original", default="The original, before it was redacted")
ACTION = _("action_compare_original", default="Compare with the original")


@dataclass(frozen=True)
class Source:
    """One side: what is read of it, and where it is."""

    uid: str
    title: str
    href: str
    day: str
    pages: tuple[str, ...]

    @property
    def has_text(self):
        """Return whether there is anything to compare."""
        return any(page.strip() for page in self.pages)

    @property
    def language(self):
        """Return the language of the text, which need not be the reader's."""
        return language_of(self.pages)


def both(document, asked, request):
    """Return the two sides, the earlier first; raises NotFound for what may not be read."""
    if asked == ORIGINAL:
        return original_and_copy(document, request)
    if not isinstance(asked, str) or asked == document.UID():
        raise NotFound("with")
    other = choosing.found(choosing.with_files(document.__parent__), asked)
    note("viewed", other)
    return tuple(_of(one, request) for one in choosing.in_order(other, document))


def has_original(document):
    """Return whether there is an original that the reader may read."""
    may = api.user.has_permission(permissions.ViewOriginal, obj=document)
    return may and redaction.is_redacted(document) and not scanning.stopped_by(document)


def original_and_copy(document, request):
    """Return the file that came, and the copy without what was marked."""
    if not has_original(document):
        raise NotFound(ORIGINAL)
    note("original-opened", document)
    said = translate(BEFORE, context=request)
    address = f"{document.absolute_url()}/@@original"
    before = Source(ORIGINAL, said, address, "", _text(redaction.original_words(document)))
    copy = _of(document, request)
    # Read alike, so that nothing differs but what is gone.
    return before, Source(copy.uid, copy.title, copy.href, "", _text(redaction.words(document)))


def _of(document, request):
    return Source(
        document.UID(),
        document.title,
        document.absolute_url(),
        display.day(document_date(document), request),
        IPages(document).pages,
    )


def _text(words):
    return tuple(
        "\n".join(line.text for line in lines(words.get(number, ())))
        for number in range(1, max(words, default=0) + 1)
    )


@implementer(IFurtherActions)
@adapter(IDocument)
class CompareWithOriginal:
    """Leads whoever may read the original to what the copy lacks."""

    def __init__(self, document):
        self.document = document

    def actions(self):
        """Yield it where there is an original."""
        if has_original(self.document):
            address = f"{self.document.absolute_url()}/@@differences?with={ORIGINAL}"
            yield Action("compare-original", ACTION, address)
