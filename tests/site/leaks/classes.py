"""What the classes of a site's objects answer to by their address."""

from Acquisition import aq_base
from leaks.names import Name
from plone.dexterity.interfaces import IDexterityContent
from visits import JSON
from visits import Probe

import inspect


def inside(portal):
    """Yield every object of a site that is not made on the way, the site first."""
    yield portal
    for one in aq_base(portal).__class__.objectValues(portal):
        if hasattr(aq_base(one), "objectValues"):
            yield from inside(one)
        else:
            yield one


def public(thing):
    """Return the attributes of a thing that the way there may end on."""
    cls = type(aq_base(thing))
    return [
        name
        for name in dir(cls)
        if not name.startswith(("_", "aq_", "im_"))
        and not name.endswith("__roles__")
        and getattr(cls, f"{name}__roles__", None) != ()
    ]


def methods(portal):
    """Return what may be called on a thing by its address, and the fields of it."""
    things = [one for one in inside(portal) if IDexterityContent.providedBy(one)]
    by_class = {type(aq_base(one)): one for one in things}
    names = {name for one in by_class.values() for name in public(one)}
    names |= {name for one in things for name in vars(aq_base(one)) if not name.startswith("_")}
    for name in names:
        yield Name("method", name, (Probe("GET", f"/{name}"), Probe("GET", f"/{name}", JSON)))


def tools(portal):
    """Return every method of every tool, by its address below the site."""
    depth = len(portal.getPhysicalPath())
    found = {}
    for one in inside(portal):
        if IDexterityContent.providedBy(one) or one.meta_type.startswith("Filesystem"):
            continue
        path = "/" + "/".join(one.getPhysicalPath()[depth:])
        # What a class gives to many objects is asked of one; each of them is asked for itself.
        found |= {(path, ""): path, **{key: f"{path}/{key[1]}" for key in _called(one)}}
    return [
        Name("tool method" if method else "tool", suffix, (Probe("GET", suffix),))
        for (_owner, method), suffix in sorted(found.items(), key=lambda item: item[1])
    ]


def _called(thing):
    """Yield class and name of each method of a thing, where it is defined."""
    cls = type(aq_base(thing))
    for name in public(thing):
        if inspect.isroutine(getattr(cls, name, None)):
            yield next(one for one in cls.__mro__ if name in vars(one)), name


def skins(portal):
    """Return what the skins hold."""
    for layer in portal.portal_skins.objectValues():
        for name in layer.objectIds() if hasattr(aq_base(layer), "objectIds") else ():
            yield Name("skin", f"{name} (skin)", (Probe("GET", f"/{name}"),))
