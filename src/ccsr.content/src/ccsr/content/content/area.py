"""Areas: the top folders of the portal; the register is the one with the providers."""

from ccsr.content import _
from ccsr.content.content.base import Entry
from ccsr.content.interfaces import IEntryFolder
from ccsr.content.personal import not_personal
from plone.autoform import directives
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


class IArea(IEntryFolder, model.Schema):
    """A top folder."""

    not_personal("title", "title_cy")

    # Whoever may change what lies in an area does not thereby rename it.
    directives.write_permission(title="cmf.ManageProperties", title_cy="cmf.ManageProperties")
    title = schema.TextLine(title=_("label_name", default="Name"))

    title_cy = schema.TextLine(title=_("label_name_cy", default="Name in Welsh"), required=False)


class IRegister(IArea):
    """The folder that holds the providers."""


@implementer(IArea)
class Area(Entry):
    """A top folder of the portal."""
