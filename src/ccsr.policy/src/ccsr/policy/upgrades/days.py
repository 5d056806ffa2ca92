"""1007 → 1008: pages of Plone itself write days as they are written in Britain."""

from plone.app.registry.exportimport.handler import RegistryImporter
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


PROFILE = "ccsr.policy:default"
FILE = "registry/days.xml"


def write_as_in_britain(setup) -> None:
    """Take the formats of the profile; nothing else of the settings is touched."""
    context = setup._getImportContext(f"profile-{PROFILE}")
    importer = RegistryImporter(getUtility(IRegistry), context)
    importer.importDocument(context.readDataFile(FILE))
