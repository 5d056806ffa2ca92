"""A thing in JSON, without what stands in it of things that the user may not view."""

from AccessControl import getSecurityManager
from Acquisition import aq_inner
from Acquisition import aq_parent
from ccsr.content.content.viewable import is_viewable
from ccsr.content.interfaces import IContentLayer
from plone.dexterity.interfaces import IDexterityContainer
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeFolderToJson
from plone.restapi.serializer.dxcontent import SerializeToJson
from zope.component import adapter
from zope.interface import implementer


class OnlyViewable:
    """Leaves out a holder that the user may not view, and who edits what they may not edit."""

    def __call__(self, *arguments, **options):
        """Return what Plone says, without that."""
        answer = super().__call__(*arguments, **options)
        if not is_viewable(aq_parent(aq_inner(self.context))):
            answer["parent"] = {}
        if not getSecurityManager().checkPermission("Modify portal content", self.context):
            answer["lock"] = {}
        return answer


@implementer(ISerializeToJson)
@adapter(IDexterityContent, IContentLayer)
class Thing(OnlyViewable, SerializeToJson):
    """What holds nothing."""


@implementer(ISerializeToJson)
@adapter(IDexterityContainer, IContentLayer)
class Holder(OnlyViewable, SerializeFolderToJson):
    """What holds other things; the catalog says which of them are told."""
