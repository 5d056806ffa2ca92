"""The description of the services is whole, and the services are as it says."""

from ccsr.content.services.openapi.get import operations
from ccsr.policy.publication.closed import ClosedService
from collections import Counter
from fuzzing import Asker
from fuzzing import places
from fuzzing import told
from jsonschema import Draft202012Validator
from plone.rest.interfaces import IService
from probes import path_of
from visits import JSON
from zope.component import getSiteManager

import pytest
import world


pytestmark = pytest.mark.uncounted


def registered():
    """Return method and name of every service whose class is ours."""
    services = [one for one in adapters(getSiteManager()) if is_ours(one.factory)]
    # Without a name it is how a thing itself is read or changed.
    named = [(one.factory.method, one.name.partition("@")[2]) for one in services]
    return {(method, f"@{name}") for method, name in named if name}


def adapters(manager):
    """Yield the registrations of a manager and of those that it builds upon."""
    yield from manager.registeredAdapters()
    for base in manager.__bases__:
        yield from adapters(base)


def is_ours(factory):
    """Return whether a factory is a service of the portal that answers."""
    is_service = isinstance(factory, type) and IService.implementedBy(factory)
    own = is_service and any(base.__module__.startswith("ccsr.") for base in factory.__mro__[1:])
    return own and not issubclass(factory, ClosedService)


def test_every_service_of_the_portal_is_described_and_no_other(integration):
    assert registered() == {one.key for one in operations()}


def test_no_two_descriptions_are_of_one_service(integration):
    addresses = Counter((one.method, one.address) for one in operations())
    assert [key for key, count in addresses.items() if count > 1] == []


def test_the_schemas_are_schemas(visitor):
    document = visitor("carys.commissioner").get("/@openapi", JSON).json()
    assert document["openapi"] == "3.1.0"
    answers = [
        content["schema"]
        for methods in document["paths"].values()
        for operation in methods.values()
        for answer in operation["responses"].values()
        for content in answer.get("content", {}).values()
    ]
    for schema in answers:
        Draft202012Validator.check_schema(schema)


def test_the_description_is_for_whoever_is_signed_in(visitor):
    assert visitor("wil.partner").get("/@openapi", JSON).status_code == 200
    assert visitor(None).get("/@openapi", JSON).status_code == 401


@pytest.mark.parametrize("name", ["carys.commissioner", "ann.officer"])
def test_services_answer_as_described_whatever_they_are_asked(name, layer, register):
    known = places(path_of(thing) for thing in register.things.values())
    asker = Asker(layer["portal"].absolute_url(), known, auth=(name, world.PASSWORD))
    asker.ask(examples=2)
    assert asker.answers[200] > 10
    assert not asker.faults, told(asker.faults)
