"""A liaison item in JSON: its files, and its way as far as the reader may know it."""

from ccsr.content import permissions
from ccsr.content.content import evidence
from ccsr.content.content.liaison import IEvidence
from ccsr.content.content.liaison import ILiaisonItem
from ccsr.content.content.way import steps
from ccsr.content.domain import liaison
from ccsr.content.interfaces import IContentLayer
from ccsr.content.serializers.thing import Thing
from plone import api
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.converters import json_compatible
from zope.component import adapter
from zope.interface import implementer


@implementer(ISerializeToJson)
@adapter(ILiaisonItem, IContentLayer)
class Item(Thing):
    """The item, with the steps that its reader is told of."""

    def __call__(self, *arguments, **options):
        """Return what every thing says, and the way."""
        answer = super().__call__(*arguments, **options)
        is_staff = api.user.has_permission(permissions.ViewHistory, obj=self.context)
        told = liaison.shown(steps(self.context), not is_staff)
        answer["way"] = json_compatible(
            [{"state": one.state, "at": one.at, "comment": one.comment} for one in told]
        )
        return answer


@implementer(IFieldSerializer)
@adapter(IEvidence, ILiaisonItem, IContentLayer)
class Files:
    """The files of an item: what they are called and where they are."""

    def __init__(self, field, context, request):
        self.context = context

    def __call__(self):
        """Return them in their order."""
        return [evidence.told(self.context, one) for one in self.context.evidence]
