"""A database with a catalog and nothing else of Plone, quick to open anew."""

from contextlib import contextmanager
from OFS.Application import Application
from OFS.SimpleItem import SimpleItem
from Products.ZCatalog.ZCatalog import ZCatalog
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

import transaction


class Text(SimpleItem):
    """An object with a text."""

    meta_type = "Text"

    def __init__(self, id, text, language="en", title=""):
        self.id = id
        self.text = text
        self.language = language
        self.title = title

    def SearchableText(self):
        return self.text

    def Title(self):
        return self.title

    def Language(self):
        return self.language


class World:
    """The catalog over one connection."""

    def __init__(self, connection):
        self.connection = connection
        self.app = connection.root()["Application"]
        self.catalog = self.app.catalog

    @property
    def index(self):
        return self.catalog._catalog.getIndex("SearchableText")

    def add(self, name, text, **more):
        self.app._setObject(name, Text(name, text, **more), suppress_events=True)
        self.catalog.catalog_object(self.app[name])

    def change(self, name, text):
        self.app[name].text = text
        self.catalog.catalog_object(self.app[name])

    def remove(self, name):
        self.catalog.uncatalog_object(f"/{name}")
        self.app._delObject(name, suppress_events=True)

    def find(self, query):
        """Return the names of what is found, sorted."""
        found = self.catalog(SearchableText=query)
        return sorted(brain.getPath().strip("/") for brain in found)


def make(database, index_type="TantivyIndex"):
    """Put a catalog into an empty database."""
    with database.transaction() as connection:
        if "Application" in connection.root():
            return
        app = connection.root()["Application"] = Application()
        app._setObject("catalog", ZCatalog("catalog"))
        catalog = app.catalog._catalog
        catalog.addIndex("SearchableText", _index(index_type))
        connection.add(app)


def _index(index_type):
    from ccsr.search.index import TantivyIndex

    return TantivyIndex("SearchableText")


@contextmanager
def world_of(database):
    """Open a connection and close it."""
    connection = database.open()
    try:
        yield World(connection)
    finally:
        transaction.abort()
        connection.close()


def open_file(path):
    """Open a database in a file, with its catalog."""
    database = DB(FileStorage(str(path)))
    make(database)
    return database
