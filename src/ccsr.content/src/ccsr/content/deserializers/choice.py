"""Values of vocabularies, by token: numbers as well, and a refusal that says what is known."""

from ccsr.content import _
from ccsr.content.content.invariants import Refused
from ccsr.content.interfaces import IContentLayer
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.deserializer.dxfields import ChoiceFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from zope.component import adapter
from zope.interface import implementer
from zope.schema.interfaces import ConstraintNotSatisfied
from zope.schema.interfaces import IChoice


@implementer(IFieldDeserializer)
@adapter(IChoice, IDexterityContent, IContentLayer)
class TokenDeserializer(ChoiceFieldDeserializer):
    """Takes ``"2"``, ``2`` and ``{"token": "2"}`` for the token ``2``."""

    def __call__(self, value):
        """Return the term's value; raises ``Refused`` with the tokens there are."""
        token = value.get("token") if isinstance(value, dict) else value
        if isinstance(token, int) and not isinstance(token, bool):
            token = str(token)
        try:
            return super().__call__(token)
        except ConstraintNotSatisfied as error:
            raise Refused(self._not_one_of(token)) from error

    def _not_one_of(self, token):
        tokens = ", ".join(term.token for term in self.field.vocabulary)
        return _(
            "not_one_of",
            default="“${value}” is not one of: ${tokens}.",
            mapping={"value": str(token), "tokens": tokens},
        )
