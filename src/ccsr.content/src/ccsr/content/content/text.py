"""The text by which a thing is found (``ccsr.search.interfaces.ITextSource``).

Address and postcode are never in it: a search must not tell who lives where.
"""

from Acquisition import aq_base
from ccsr.content.config.authorities import BY_GSS
from ccsr.content.domain.language import language_of
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IPages
from ccsr.content.interfaces import IRegisterEntry
from ccsr.search.fields import Fields
from ccsr.search.interfaces import ITextSource
from zope.component import adapter
from zope.interface import implementer


#: Names and numbers, and what is typed in at length, in the order of reading.
NAMES = ("title", "title_cy", "also_known_as", "urn", "reference", "town")
TYPED = ("subject", "requirements", "recommendations", "action", "legal_basis")


@implementer(ITextSource)
@adapter(IRegisterEntry)
class EntryText:
    """Names and numbers of an entry and of what holds it; wakes nothing else."""

    def __init__(self, context):
        self.context = context

    def fields(self):
        """Return the text in fields."""
        titles = "\n".join(own_names(self.context))
        return Fields("\n".join(names(self.context)), (), "en", titles)


@implementer(ITextSource)
@adapter(IDocument)
class DocumentText:
    """Names, what was typed, and the text of every page."""

    def __init__(self, context):
        self.context = context

    def fields(self):
        """Return the text in fields."""
        pages = (*typed(self.context), *IPages(self.context).pages)
        language = self.context.Language() or language_of(pages)
        return Fields("\n".join(names(self.context)), pages, language)


def own_names(thing):
    """Return the names and numbers of a thing alone."""
    return [one for one in (*_values(thing, NAMES), *former_urns(thing)) if one]


def former_urns(thing):
    """Return the numbers that a service had before."""
    return tuple(urn for urns in _values(thing, ["former_urns"]) for urn in urns)


def names(thing):
    """Return the names and numbers of a thing and of what holds it, its authority in both languages.

    The numbers of a service are a way to its documents, those of a document are its own.
    """
    chain = list(_with_holders(thing))
    found = [name for one in chain for name in own_names(one)]
    gss = next((gss for one in chain for gss in _values(one, ["local_authority"])), None)
    authority = BY_GSS.get(gss)
    if authority:
        found += [authority.name_en, authority.name_cy]
    return list(dict.fromkeys(found))


def typed(document):
    """Return what was typed about a document."""
    return tuple(_values(document, TYPED))


def _values(thing, fields):
    # Without acquisition: a document has no Welsh title of its service's. Nor are defaults
    # looked for, which is most of the time that a text takes.
    own = aq_base(thing)
    own._p_activate()
    stored = vars(own)
    return [value for name in fields if (value := stored.get(name))]


def _with_holders(thing):
    while thing is not None:
        if IDocument.providedBy(thing) or IRegisterEntry.providedBy(thing):
            yield thing
        thing = getattr(thing, "__parent__", None)
