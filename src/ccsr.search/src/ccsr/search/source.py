"""Where the text of an object comes from."""

from ccsr.search.fields import Fields
from ccsr.search.fields import joined
from ccsr.search.interfaces import ITextSource
from plone.indexer.interfaces import IIndexableObject
from plone.indexer.interfaces import IIndexableObjectWrapper
from typing import Any
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


def indexable_of(thing: Any, catalog: Any) -> Any:
    """Return `thing` as its catalog hands it to its indexes."""
    if IIndexableObject.providedBy(thing):
        return thing
    return queryMultiAdapter((thing, catalog), IIndexableObject) or thing


def object_at(catalog: Any, path: str | None) -> Any:
    """Return the object that a catalog knows by `path`; None where it is gone."""
    if path is None:
        return None
    try:
        thing = catalog.unrestrictedTraverse(path)
    except (AttributeError, KeyError, NotFound):
        return None
    # What was acquired on the way is another object.
    return thing if "/".join(thing.getPhysicalPath()) == path else None


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
