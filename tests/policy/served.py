"""A register with everything in it, served over HTTP for the tests of one module."""

from functools import cache
from probes import NEVER
from probes import path_of
from visits import Visitor

import pytest
import transaction
import world


@pytest.fixture(scope="module")
def layer(functional_session):
    functional_session.testSetUp()
    yield functional_session
    functional_session.testTearDown()


@pytest.fixture(scope="module")
def register(layer):
    built = world.build(layer["portal"])
    transaction.commit()
    return built


@pytest.fixture(scope="module")
def visitor(layer, register):
    base = layer["portal"].absolute_url()
    return cache(lambda name: Visitor(base, name, name and world.PASSWORD))


@pytest.fixture(scope="module")
def nowhere(visitor, register):
    """Answers to each probe on what never was, by account."""
    missing = f"{path_of(register['Service', 'shared'])}/{NEVER}"
    return cache(lambda who, probe: visitor(who).told(missing, probe, NEVER))
