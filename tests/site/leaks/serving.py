"""A served site with what is hidden in it, for a program that is no test."""

from contextlib import contextmanager
from contextlib import ExitStack
from leaks import planted
from tempfile import TemporaryDirectory

import logging
import os
import transaction
import world


@contextmanager
def served():
    """Yield a portal that answers over HTTP, its register, and what was planted there."""
    logging.getLogger().setLevel(logging.CRITICAL)
    with TemporaryDirectory(prefix="leaks-") as directory, ExitStack() as stack:
        os.environ["CCSR_VAR"] = directory
        # Reads the environment.
        from ccsr.policy.testing import FUNCTIONAL

        for layer in _in_order(FUNCTIONAL):
            layer.setUp()
            stack.callback(layer.tearDown)
        for layer in _in_order(FUNCTIONAL):
            if hasattr(layer, "testSetUp"):
                layer.testSetUp()
                stack.callback(layer.testTearDown)
        portal = FUNCTIONAL["portal"]
        register = world.build(portal)
        transaction.commit()
        yield portal, register, planted.plant(register)


def _in_order(layer, found=()):
    """Return a layer behind all that it stands on."""
    for base in layer.__bases__:
        found = _in_order(base, found)
    return found if layer in found else (*found, layer)
