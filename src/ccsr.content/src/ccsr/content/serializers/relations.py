"""Relations in JSON: those to what the user may view."""

from ccsr.content.content.viewable import is_viewable
from ccsr.content.interfaces import IContentLayer
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.serializer.relationfield import RelationChoiceFieldSerializer
from plone.restapi.serializer.relationfield import RelationListFieldSerializer
from z3c.relationfield.interfaces import IRelationChoice
from z3c.relationfield.interfaces import IRelationList
from zope.component import adapter
from zope.interface import implementer


def leads_to_viewable(relation):
    """Return whether a relation leads to what the user may view."""
    return relation.to_object is not None and is_viewable(relation.to_object)


@implementer(IFieldSerializer)
@adapter(IRelationChoice, IDexterityContent, IContentLayer)
class One(RelationChoiceFieldSerializer):
    """A relation to one thing."""

    def get_value(self, default=None):
        """Return the relation, None where it leads to nothing for this user."""
        found = super().get_value(default)
        return found if found and leads_to_viewable(found) else None


@implementer(IFieldSerializer)
@adapter(IRelationList, IDexterityContent, IContentLayer)
class Many(RelationListFieldSerializer):
    """Relations to several things."""

    def get_value(self, default=None):
        """Return those that lead to something for this user."""
        return [one for one in super().get_value(default) or () if leads_to_viewable(one)]
