"""``world``'s register in a database of its own, built once and never changed after that."""

from ccsr.policy.testing import FIXTURE
from ccsr.policy.testing import FUNCTIONAL
from plone.app.testing import ploneSite
from plone.testing import Layer
from plone.testing.zodb import stackDemoStorage
from zope.globalrequest import setRequest

import transaction
import world


class Inhabited(Layer):
    """Lies below the tests of a module that want it; what they write stays above."""

    defaultBases = (FIXTURE,)

    def setUp(self):
        """Build the world."""
        self.database = stackDemoStorage(self.get("zodbDB"), name="Inhabited")
        self.put()
        try:
            with ploneSite() as portal:
                setRequest(portal.REQUEST)
                FUNCTIONAL.setUpEnvironment(portal)
                built = world.build(portal)
                transaction.commit()
                self.things = {row: path_of(thing) for row, thing in built.things.items()}
                self.providers = {name: path_of(one) for name, one in built.providers.items()}
                setRequest(None)
        finally:
            self.take()

    def tearDown(self):
        """Forget it."""
        self.database.close()

    def put(self):
        """Let the layers that are set up from now on stand on it."""
        # Fields that stand in a schema were stored by the layer below, and load from there only.
        self.below = self["zodbDB"].open()
        self["zodbDB"] = self.database

    def take(self):
        """Take it away from below them."""
        del self["zodbDB"]
        self.below.close()

    def world(self, portal):
        """Return what was built, as a portal that stands on it has it."""
        things = {row: portal.unrestrictedTraverse(path) for row, path in self.things.items()}
        providers = {
            name: portal.unrestrictedTraverse(path) for name, path in self.providers.items()
        }
        return world.World(things, providers)


def path_of(thing):
    return "/".join(thing.getPhysicalPath())
