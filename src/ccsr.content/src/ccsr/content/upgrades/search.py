"""1000 → 1001: the text index of ``ccsr.search``, and what hits are shown with."""

from ccsr.content.domain.facets import TYPES
from ccsr.content.interfaces import IPages
from ccsr.content.upgrades.everything import everything
from ccsr.content.upgrades.everything import index


def use_text_index(setup):
    """Install the index, add new columns and indexes, and fill them."""
    setup.runImportStepFromProfile("profile-ccsr.content:default", "catalog")
    setup.runAllImportStepsFromProfile("profile-ccsr.search:default")
    index_anew()


def index_anew():
    """Keep typed text beside the pages, and index numbers and columns of everything."""
    for thing in everything(portal_type=[term.token for term in TYPES]):
        pages = IPages(thing, None)
        if pages is not None:
            pages.keep_typed()
        index(thing, "number", "ages", columns=True)
