"""What a site answers to, read from its component registry and its classes."""

from Acquisition import aq_base
from leaks.classes import inside
from leaks.classes import methods
from leaks.classes import skins
from leaks.names import Name
from leaks.names import VALUE
from plone.dexterity.utils import iterSchemataForType
from plone.registry.interfaces import IRegistry
from plone.rest.negotiation import _services
from urllib.parse import quote
from visits import HTML
from visits import JSON
from visits import Probe
from z3c.form.field import Fields
from z3c.form.interfaces import IForm
from z3c.form.interfaces import IWidget
from zope.component import getSiteManager
from zope.component import getUtility
from zope.schema import getFieldNames
from zope.schema.interfaces import IVocabularyFactory
from zope.traversing.interfaces import ITraversable

import json


#: WebDAV's, HTTP's and one that nobody has; what the classes have comes on top.
VERBS = frozenset({"HEAD", "OPTIONS", "PROPFIND", "REPORT", "SEARCH", "TRACE", "NOSUCH"})

#: Said with a request that a cache or a browser makes again.
CONDITIONS = (
    ("If-Modified-Since", "Sat, 01 Jan 2050 00:00:00 GMT"),
    ("If-Unmodified-Since", "Sat, 01 Jan 2000 00:00:00 GMT"),
    ("If-None-Match", "*"),
    ("If-Match", "*"),
    ("If-None-Match", '"x"'),
    ("Range", "bytes=0-9"),
    ("Range", "bytes=999999999-"),
    ("Origin", "http://elsewhere.example"),
    ("Accept-Language", "cy"),
    ("X-HTTP-Method-Override", "DELETE"),
    ("Depth", "0"),
    ("Destination", "http://elsewhere.example/x"),
)

FIELD = "plone.app.querystring.field."

#: What a service that changes something may be told; what is not asked for is ignored.
BODY = {"title": "x", "comment": "x", "@type": "InspectionReport", "query": []}


def surface(portal):
    """Return every name of a site in a steady order."""
    found = [
        *views(),
        *view_attributes(),
        *services(),
        *namespaces(portal),
        *methods(portal),
        *skins(portal),
        *widgets(portal),
        *vocabularies(),
        *queries(),
        *verbs(portal),
        *conditions(),
    ]
    return sorted({str(one): one for one in found}.values(), key=str)


def adapters():
    """Return every registration of an adapter, the site's own included."""
    managers, found = [getSiteManager()], {}
    while managers:
        manager = managers.pop()
        if id(manager) not in found:
            found[id(manager)] = list(manager.registeredAdapters())
            managers += manager.__bases__
    return [one for registered in found.values() for one in registered]


def _on_request():
    """Return the named adapters of a thing and one more, which a request may be."""
    return [
        one
        for one in adapters()
        if one.name and len(one.required) == 2 and not one.provided.isOrExtends(ITraversable)
    ]


def _service_ids():
    """Return method and media type by what a name of a service begins with."""
    return {
        service_id: (method, f"{main}/{sub}")
        for method, types in _services.items()
        for main, subtypes in types.items()
        for sub, service_id in subtypes.items()
    }


def _is_service(name):
    return name.startswith(tuple(_service_ids()))


def views():
    """Return the browser views; a program may ask for them too."""
    for name in {one.name for one in _on_request() if not _is_service(one.name)}:
        yield Name(
            "view",
            f"@@{name}",
            (
                Probe("GET", f"/@@{name}"),
                Probe("GET", f"/{name}", JSON),
                Probe("POST", f"/@@{name}"),
                Probe("HEAD", f"/@@{name}"),
                Probe("GET", f"/++api++/{name}"),
                Probe("GET", f"/@@{name}/x"),
            ),
        )


def view_attributes():
    """Return what may be asked below a view: what its class declares a permission for."""
    # What a class of Zope gives to many views is asked of one of them.
    declared = {
        where: one.name for one in _on_request() for where in _declared(getattr(one, "factory", 0))
    }
    for (_cls, attribute), name in declared.items():
        suffix = f"/@@{name}/{attribute}"
        yield Name("view attribute", suffix[1:], (Probe("GET", suffix), Probe("POST", suffix)))


def _declared(factory):
    """Yield class and name of what is declared in a view or a class that it is made of."""
    for cls in getattr(factory, "__mro__", ()):
        for name, roles in vars(cls).items():
            if name.endswith("__roles__") and not name.startswith("_") and roles != ():
                yield cls, name.removesuffix("__roles__")


def services():
    """Return the services of plone.rest, each with its method and media type."""
    ids = _service_ids()
    for full in {one.name for one in _on_request() if _is_service(one.name)}:
        service_id = max((one for one in ids if full.startswith(one)), key=len)
        (method, media_type), name = ids[service_id], full.removeprefix(service_id)
        body = BODY if method in ("POST", "PATCH", "PUT") else None
        suffixes = ("", "?expand=*") if not name else (f"/{name}", f"/{name}/x", f"/{name}/x/y")
        probes = [Probe(method, suffix, media_type, body) for suffix in suffixes]
        yield Name("service", f"{method} {name} {media_type}", tuple(probes))


def namespaces(portal):
    """Return the traversers, each alone and with names that mean something to one."""
    types = sorted(portal.portal_types.objectIds())
    for name in {one.name for one in adapters() if one.provided.isOrExtends(ITraversable)}:
        arguments = types if name == "add" else ("", "x", "default", "file", "view", "plone.app")
        for argument in arguments:
            suffix = f"/++{name}++{argument}"
            yield Name(
                "namespace",
                suffix[1:],
                tuple(
                    Probe("GET", suffix + rest, accept)
                    for rest in ("", "/x")
                    for accept in (HTML, JSON)
                ),
            )


def widgets(portal):
    """Return every field of every form, as a part of the form that has an address."""
    ends = ["", *sorted(f"/@@{name}" for name in _widget_views())]
    fields = dict((*_registered_forms(), *_type_forms(portal)))
    for (form, field), full in sorted(fields.items()):
        suffixes = {f"/{form}/++widget++{name}": None for name in (field, full)}
        probes = [Probe("GET", suffix + end) for suffix in suffixes for end in ends]
        yield Name("widget", f"{form}/++widget++{field}", tuple(probes))


def _widget_views():
    return {
        one.name for one in _on_request() if getattr(one.required[0], "isOrExtends", bool)(IWidget)
    }


def _type_forms(portal):
    for fti in portal.portal_types.objectValues():
        if not hasattr(fti, "lookupSchema"):
            continue
        for schema in iterSchemataForType(fti.getId()):
            for field in getFieldNames(schema):
                for form in ("@@edit", f"++add++{fti.getId()}"):
                    yield (form, field), f"{schema.__name__}.{field}"


def _registered_forms():
    for one in _on_request():
        form = getattr(one.factory, "form", one.factory)
        if isinstance(form, type) and IForm.implementedBy(form):
            for field in _fields(form):
                yield (f"@@{one.name}", field), field


def _fields(form):
    fields, schema = getattr(form, "fields", None), getattr(form, "schema", None)
    if isinstance(fields, Fields):
        return list(fields)
    return list(getFieldNames(schema)) if hasattr(schema, "names") else []


def vocabularies():
    """Return the vocabularies, asked of services and of the widgets' view."""
    manager = getSiteManager()
    names = {name for name, _utility in manager.getUtilitiesFor(IVocabularyFactory)}
    for name in names:
        yield Name(
            "vocabulary",
            name,
            (
                Probe("GET", f"/@vocabularies/{name}", JSON),
                Probe("GET", f"/@@getVocabulary?name={name}&field=title"),
                Probe("GET", f"/@querysources/{name}?query=a", JSON),
                Probe("GET", f"/@sources/{name}", JSON),
            ),
        )


def queries():
    """Return the operations of queries, each on the indexes that are offered for it."""
    records = getUtility(IRegistry).records
    fields = [one for one in records if one.startswith(FIELD) and one.endswith(".operations")]
    for field in fields:
        index = field.removeprefix(FIELD).removesuffix(".operations")
        for operation in records[field].value:
            if ".operation.date." in operation:
                # No name of a thing is a date: what is made of one is another day each time.
                continue
            query = {"query": [{"i": index, "o": operation, "v": VALUE}]}
            criteria = json.dumps({"criteria": query["query"]})
            vocabulary = "/@@getVocabulary?name=plone.app.vocabularies.Catalog&field=text&query="
            yield Name(
                "query",
                f"{index} {operation.rpartition('operation.')[2]}",
                (
                    Probe("POST", "/@querystring-search", JSON, query),
                    Probe("GET", vocabulary + quote(criteria)),
                    Probe("GET", f"/@querystring-search?query={quote(json.dumps(query))}", JSON),
                    Probe("GET", f"/@search?{index}={VALUE}", JSON),
                ),
            )


def verbs(portal):
    """Return the methods of HTTP and WebDAV: each that a class of the site has one for."""
    classes = {type(aq_base(one)) for one in inside(portal)}
    found = {name for cls in classes for name in dir(cls) if name.isalpha() and name.isupper()}
    for verb in (found | VERBS) - {"REQUEST"}:
        probes = [
            Probe(verb, suffix, accept)
            for suffix in ("", "/", "/x", "/@@download/file")
            for accept in (HTML, JSON)
        ]
        yield Name("verb", verb, tuple(probes))


def conditions():
    """Return requests that depend on what was answered before, or on who asks from where."""
    for name, value in CONDITIONS:
        probes = [
            Probe(method, suffix, HTML, None, ((name, value),))
            for method in ("GET", "HEAD", "OPTIONS")
            for suffix in ("", "/@@download/file", "/@@images/file")
        ]
        yield Name("condition", f"{name}: {value}", tuple(probes))
