"""1007 → 1008: days as they are written in Britain, and no editor for what the home page hides."""

from plone import api
from plone.app.registry.exportimport.handler import RegistryImporter
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


PROFILE = "ccsr.policy:default"
FILE = "registry/days.xml"
#: Of what Plone asks about the site itself, what is shown.
SHOWN = ("plone.basic", "plone.locking")


def write_days_as_in_britain(setup) -> None:
    """Take the formats of the profile; nothing else of the settings is touched."""
    context = setup._getImportContext(f"profile-{PROFILE}")
    importer = RegistryImporter(getUtility(IRegistry), context)
    importer.importDocument(context.readDataFile(FILE))


def drop_what_is_not_seen(setup) -> None:
    """Ask for title and description of the site alone; what else was typed stays stored."""
    site = api.portal.get_tool("portal_types")["Plone Site"]
    site.manage_changeProperties(behaviors=SHOWN)
