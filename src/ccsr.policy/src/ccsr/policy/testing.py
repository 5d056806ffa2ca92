"""Layers of the tests, for this package and for whoever builds on it."""

from ccsr.policy import accounts
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PLONE_FIXTURE
from plone.app.testing import PloneSandboxLayer
from plone.app.testing import TEST_USER_ID
from plone.testing.zope import installProduct
from plone.testing.zope import WSGI_SERVER_FIXTURE

import ccsr.policy
import os


class CCSRLayer(PloneSandboxLayer):
    """A portal without demo content."""

    defaultBases = (PLONE_FIXTURE,)

    def setUpZope(self, app, configurationContext):
        """Load the configuration, with the catalogues as the portal has them."""
        # Without compiled catalogues a message inside a message shows its id.
        os.environ["zope_i18n_compile_mo_files"] = "true"  # noqa: SIM112 (Zope names it so)
        self.loadZCML(package=ccsr.policy)
        installProduct(app, "ccsr.search")

    def setUpPloneSite(self, portal):
        """Install the portal as its profile does."""
        self.applyProfile(portal, "ccsr.policy:default")
        # Plone's own account of tests signs in by Basic, as its test browser does.
        accounts.allow_api(TEST_USER_ID)


FIXTURE = CCSRLayer()
INTEGRATION = IntegrationTesting(bases=(FIXTURE,), name="CCSR:Integration")
FUNCTIONAL = FunctionalTesting(bases=(FIXTURE, WSGI_SERVER_FIXTURE), name="CCSR:Functional")
