"""The form with which commissioners raise a concern: made once, then the administrators'."""

from ccsr.content.content.concerns import FORM
from importlib.resources import files
from plone.dexterity.utils import createContentInContainer


#: Who opens it; only commissioners send it.
READERS = ("Commissioner", "Manager", "Site Administrator")
EDITORS = ("Manager", "Site Administrator")


def ensure_concern_form(site) -> None:
    """Create the form if it is missing, and set who opens and edits it."""
    form = site.get(FORM) or _create(site)
    for permission in ("View", "Access contents information"):
        form.manage_permission(permission, READERS, acquire=0)
    form.manage_permission("Modify portal content", EDITORS, acquire=0)
    # Nobody: what commissioners know of their concerns would go with it.
    form.manage_permission("Delete objects", (), acquire=0)
    form.reindexObjectSecurity()


def _create(site):
    return createContentInContainer(
        site,
        "EasyForm",
        id=FORM,
        title="Raise a concern",
        title_cy="Codi pryder",
        fields_model=_shipped("concern_form.xml"),
        actions_model=_shipped("concern_actions.xml"),
        exclude_from_nav=True,
        checkConstraints=False,
    )


def _shipped(name):
    return files("ccsr.content.config").joinpath("data", name).read_text("utf-8")
