"""1003 → 1004: intake, and what tells that two files say the same."""

from ccsr.content.interfaces import IDocument
from ccsr.content.upgrades.everything import everything
from ccsr.content.upgrades.everything import index


def add_types(setup):
    """Add the types and what the catalog knows of them; index what every document says."""
    for step in ("typeinfo", "catalog", "plone.app.registry"):
        setup.runImportStepFromProfile("profile-ccsr.content:default", step)
    for document in everything(object_provides=IDocument.__identifier__):
        index(document, "text_digest")
