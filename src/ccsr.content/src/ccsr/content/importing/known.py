"""The register as an import compares with it: as far as who compares may see it."""

from ccsr.content.content.provider import IProvider
from ccsr.content.content.service import IService
from ccsr.content.domain.importing import fields
from ccsr.content.domain.importing.entries import Known
from ccsr.content.importing import marks
from plone import api
from plone.uuid.interfaces import IUUID


OF_SERVICE = tuple(one.name for one in fields.ALL if one.subject == fields.SERVICE)
OF_PROVIDER = ("title", "title_cy", *fields.OF_PROVIDER.values())


def services(mapping):
    """Return every service, by a mapping's way of comparing numbers.

    Each is woken: what is compared is in no catalog, where it would be for all to ask.
    """
    seen = marks.seen(mapping.id)
    return [_service(thing, mapping, seen) for thing in _all(IService)]


def providers(mapping):
    """Return every provider."""
    return [
        Known(IUUID(thing), _keys(thing, mapping), values(thing, OF_PROVIDER))
        for thing in _all(IProvider)
    ]


def _all(kind):
    for brain in api.content.find(object_provides=kind.__identifier__, sort_on="path"):
        thing = brain.getObject()
        was_ghost = thing._p_changed is None
        yield thing
        if was_ghost and not thing._p_changed:
            thing._p_deactivate()


def _service(thing, mapping, seen):
    uid = IUUID(thing)
    return Known(
        uid,
        _keys(thing, mapping),
        values(thing, OF_SERVICE),
        provider=IUUID(thing.__parent__),
        is_own=uid in seen or mapping.is_own(thing.urn or ""),
        has_gone=marks.vanished(uid) is not None,
        seen_on=seen.get(uid),
    )


def _keys(thing, mapping):
    numbers = [thing.urn, *(getattr(thing.aq_base, "former_urns", None) or ())]
    return frozenset(mapping.key(one) for one in numbers if one)


def values(thing, names):
    """Return values of a thing by field; of lists as tuples."""
    return {name: value(thing, name) for name in names}


def value(thing, name):
    """Return one value of a thing, as a comparison has it."""
    found = getattr(thing.aq_base, name, None)
    return tuple(found) if isinstance(found, (list, set)) else found
