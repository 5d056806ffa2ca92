"""What the catalog keeps so that a hit is shown without waking its object."""

from Acquisition import aq_base
from ccsr.content.content.text import former_urns
from ccsr.content.domain.naming import bare_number
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IPages
from ccsr.content.interfaces import IReviewed
from ccsr.search.interfaces import ITextSource
from plone.indexer import indexer


@indexer(IReviewed)
def number(thing):
    """A thing's own URNs and reference, bare, for whoever types one."""
    own = aq_base(thing)
    given = (getattr(own, "urn", None), getattr(own, "reference", None), *former_urns(thing))
    found = sorted({bare for one in given if one and (bare := bare_number(one))})
    if not found:
        raise AttributeError("number")
    return found


@indexer(IReviewed)
def also_named(thing):
    """Names that stand in no other column."""
    own = aq_base(thing)
    found = (getattr(own, name, None) for name in ("also_known_as", "reference", "town"))
    return tuple(one for one in found if one) or None


@indexer(IDocument)
def text_ref(document):
    """Where the document's text is; the text itself is not in the catalog."""
    return IPages(document).reference()


@indexer(IReviewed)
def searchable_text(thing):
    """The same text in one piece, for a catalog whose text index is another one."""
    fields = ITextSource(thing).fields()
    return f"{fields.names}\n{fields.body}"
