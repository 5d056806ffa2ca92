"""What a served portal says of what never was, for the tests of one module."""

from functools import cache
from probes import NEVER
from probes import path_of

import pytest


@pytest.fixture(scope="module")
def nowhere(visitor, register):
    """Answers to each probe on what never was, by account."""
    missing = f"{path_of(register['Service', 'shared'])}/{NEVER}"
    return cache(lambda who, probe: visitor(who).told(missing, probe, NEVER))
