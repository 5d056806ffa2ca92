"""The demo, served over HTTP by this process, for a program that is no test."""

from contextlib import contextmanager
from contextlib import ExitStack
from tempfile import TemporaryDirectory

import logging
import os
import transaction


SITE = "ccsr"


@contextmanager
def served():
    """Yield the demo's portal, its address and the passwords of its accounts."""
    logging.getLogger().setLevel(logging.CRITICAL)
    with TemporaryDirectory(prefix="bilingual-") as directory, ExitStack() as stack:
        os.environ.update({"CCSR_VAR": directory, "CCSR_PASSWORD_ROUNDS": "4"})
        # Reads the environment.
        from ccsr.policy.demo.site import create_demo

        served = _layer()
        for layer in _in_order(served):
            layer.setUp()
            stack.callback(layer.tearDown)
        for layer in _in_order(served):
            if hasattr(layer, "testSetUp"):
                layer.testSetUp()
                stack.callback(layer.testTearDown)
        passwords, _made = create_demo(served["app"], SITE)
        transaction.commit()
        yield served["app"][SITE], f"http://localhost:{served['port']}/{SITE}", passwords


def _layer():
    """Return a served Zope with everything loaded, and no site of this portal yet."""
    from ccsr.policy.testing import CCSRLayer
    from plone.app.testing import FunctionalTesting
    from plone.testing.zope import WSGI_SERVER_FIXTURE

    class Loaded(CCSRLayer):
        def setUpPloneSite(self, portal):
            """Install nothing: fields that a site has stored load from there only."""

    return FunctionalTesting(bases=(Loaded(), WSGI_SERVER_FIXTURE), name="CCSR:Demo")


def _in_order(layer, found=()):
    """Return a layer behind all that it stands on."""
    for base in layer.__bases__:
        found = _in_order(base, found)
    return found if layer in found else (*found, layer)
