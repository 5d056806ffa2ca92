"""Where the text of an object comes from."""

from Acquisition import aq_base
from ccsr.search.fields import Fields
from ccsr.search.fields import joined
from ccsr.search.interfaces import ITextSource
from plone.indexer.interfaces import IIndexableObject
from plone.indexer.interfaces import IIndexableObjectWrapper
from typing import Any
from typing import TypeAlias
from zExceptions import NotFound
from zope.component import queryMultiAdapter


def fields_of(indexable: Any, attributes: tuple[str, ...]) -> Fields | None:
    """Return the text of what a catalog hands to its indexes; None where there is none."""
    source = ITextSource(_unwrapped(indexable), None)
    if source is not None:
        return source.fields()
    texts = [text for name in attributes for text in _strings(_value(indexable, name))]
    if not texts:
        return None
    return Fields(
        joined(_strings(_value(indexable, "Title"))),
        tuple(texts),
        joined(_strings(_value(indexable, "Language"))),
    )


def fields_in(catalog: Any, thing: Any, attributes: tuple[str, ...]) -> Fields | None:
    """Return the text of an object as its catalog hands it to its indexes."""
    source = ITextSource(thing, None)
    # Whoever knows its text needs no wrapper, which takes longer to make.
    return source.fields() if source else fields_of(_indexable_of(thing, catalog), attributes)


def _indexable_of(thing: Any, catalog: Any) -> Any:
    if IIndexableObject.providedBy(thing):
        return thing
    return queryMultiAdapter((thing, catalog), IIndexableObject) or thing


#: Objects by path, which hold others.
Holders: TypeAlias = dict[str, Any]
_MOST_HOLDERS = 100


def object_at(catalog: Any, path: str | None, holders: Holders) -> Any:
    """Return the object that a catalog knows by `path`; None where it is gone.

    What holds it is kept in `holders` for the next, which mostly stands beside it.
    """
    if path is None:
        return None
    above, _slash, name = path.rpartition("/")
    try:
        if above not in holders:
            if len(holders) >= _MOST_HOLDERS:
                holders.clear()
            # For the index alone: the catalog says who may see a match.
            holders[above] = catalog.unrestrictedTraverse(above or "/")
        thing = _within(holders[above], name) or catalog.unrestrictedTraverse(path)
    except (AttributeError, KeyError, NotFound):
        return None
    # What was acquired on the way is another object.
    return thing if "/".join(thing.getPhysicalPath()) == path else None


def _within(holder: Any, name: str) -> Any:
    get = getattr(aq_base(holder), "_getOb", None)
    return None if get is None else holder._getOb(name, None)


def _unwrapped(indexable: Any) -> Any:
    if IIndexableObjectWrapper.providedBy(indexable):
        return indexable._getWrappedObject()
    return indexable


def _value(indexable: Any, name: str) -> object:
    value = getattr(indexable, name, None)
    return value() if callable(value) else value


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list | tuple | set) else [value]
    return [one for one in values if isinstance(one, str) and one]
