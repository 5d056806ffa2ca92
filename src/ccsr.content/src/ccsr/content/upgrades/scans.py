"""1003 → 1004: pages that are pictures are known, and read by machine."""

from ccsr.content.content import scans
from ccsr.content.interfaces import IDocument
from ccsr.content.upgrades.search import give_back_memory
from plone import api
from zExceptions import NotFound


#: Documents after which memory is given back; each may have been examined anew.
BATCH = 100


def look_again(setup):
    """Have every document with a page without text looked at: is it a picture, or empty?"""
    catalog = api.portal.get_tool("portal_catalog")
    # Not an answer to a user: every document there is, whoever may see it.
    every = catalog.unrestrictedSearchResults(object_provides=IDocument.__identifier__)
    for done, brain in enumerate(every, 1):
        try:
            document = brain._unrestrictedGetObject()
        except (AttributeError, KeyError, NotFound):  # a record of nothing
            continue
        scans.look_again(document)
        if not done % BATCH:
            give_back_memory(catalog)
