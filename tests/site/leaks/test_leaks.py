"""Nothing that a site answers to tells of what is hidden: every name once (SECURITY)."""

from contextlib import contextmanager
from leaks import plan
from leaks import planted
from leaks import registry
from plone import api
from plone.rest.negotiation import register_service
from Products.Five.browser import BrowserView
from zExceptions import BadRequest
from zExceptions import NotFound
from zope.component import getGlobalSiteManager
from zope.interface import Interface
from zope.publisher.interfaces.browser import IBrowserRequest
from zope.traversing.interfaces import ITraversable

import pytest


pytestmark = pytest.mark.uncounted


@pytest.fixture(scope="module")
def things(register):
    return planted.plant(register)


def test_no_name_of_the_site_tells_of_what_is_hidden(layer, things):
    found = plan.Crawl(layer["portal"], things).run(every=False).findings
    assert not found, "\n".join(map(str, found))


def test_everything_there_is_was_asked_as_everybody(layer, register, things):
    portal = layer["portal"]
    asked = plan.Crawl(portal, things)
    assert {one.kind for one in asked.names} == set(plan.KINDS)
    quick = list(plan.spread(asked.names, asked.pairs, every=False))
    assert {name for name, *_rest in quick} == set(asked.names)
    pairs = {(reader.who, thing.row) for _name, _probe, reader, thing in quick}
    assert pairs == {(reader.who, thing.row) for reader, thing in asked.pairs}
    assert {thing.row[0] for thing in things} == own_types(portal) - IN_EVERY_SITE


#: What every site has at the same address: that it is there tells nothing.
IN_EVERY_SITE = {"Area", "EasyForm", "IntakeArea", "Register"}


def own_types(portal):
    """Return the types that are not Plone's."""
    types = [one for one in portal.portal_types.objectValues() if hasattr(one, "klass")]
    return {one.getId() for one in types if one.klass.startswith("ccsr.")}


class Lists(BrowserView):
    """Shows the titles of everything."""

    __roles__ = None

    def __call__(self):
        brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(path="/")
        return "\n".join(brain.Title for brain in brains)


class Counts(BrowserView):
    """Says how many things there are of a kind, by a name in its address and its request."""

    __roles__ = None

    def __call__(self):
        wanted = self.request.form.get("which", "nothing")
        catalog = api.portal.get_tool("portal_catalog")
        return str(len(catalog.unrestrictedSearchResults(UID=wanted)))


class Refuses(BrowserView):
    """A service that knows what it does not show."""

    __roles__ = None

    def __call__(self):
        wanted = self.request.form.get("which", "nothing")
        catalog = api.portal.get_tool("portal_catalog")
        there = catalog.unrestrictedSearchResults(UID=wanted)
        raise BadRequest("not yours") if there else NotFound("not there")


class Remembers:
    """A traverser that says something before anybody has asked who may view what."""

    def __init__(self, context, request):
        self.context, self.request = context, request

    def traverse(self, name, further):
        self.request.response.setCookie("last", self.context.Title())
        return self.context


WHO = "carys.commissioner"


def some(things):
    """Return a few things that a commissioner sees, and a few that they do not."""
    rows = (("Service", "shared"), ("Service", "concealed"), ("InspectionReport", "draft"))
    return [one for one in things if one.row in rows]


LEAKY = {
    "leaky-list": (Lists, Interface),
    "leaky-count": (Counts, Interface),
    f"{register_service('GET', ('application', 'json'))}@leaky": (Refuses, Interface),
    "leaky": (Remembers, ITraversable),
}


@contextmanager
def registered(name):
    """Give the site something that leaks."""
    factory, provided = LEAKY[name]
    manager, required = getGlobalSiteManager(), (Interface, IBrowserRequest)
    manager.registerAdapter(factory, required, provided, name)
    try:
        yield
    finally:
        manager.unregisterAdapter(factory, required, provided, name)


@pytest.mark.parametrize("name", LEAKY)
def test_what_leaks_is_found_though_nobody_has_named_it(layer, things, name):
    portal = layer["portal"]
    with registered(name):
        names = [one for one in registry.surface(portal) if "leaky" in one.name]
        assert names
        asked = plan.Crawl(portal, some(things), names, tools=[], readers=(None, WHO))
        assert asked.named(every=True).findings


def test_what_is_shown_is_no_finding(layer, things):
    names = [one for one in registry.surface(layer["portal"]) if one.name == "@@absolute_url"]
    asked = plan.Crawl(layer["portal"], some(things), names, tools=[], readers=(None, WHO))
    assert not asked.named(every=True).findings
