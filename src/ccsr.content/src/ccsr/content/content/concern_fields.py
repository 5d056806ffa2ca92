"""Fields of the concern form that easyform itself knows nothing of.

They are placeholders with a title and a help text, so that an administrator can word and
move them; ``browser.concern`` draws them, and what they mean cannot be edited.
"""

from ccsr.content.domain import concerns
from collective.easyform.fields import Label
from collective.easyform.interfaces import ILabel
from plone.supermodel.exportimport import BaseHandler
from zope.interface import implementer
from zope.schema import Bool
from zope.schema import Choice
from zope.schema import Date
from zope.schema import Field
from zope.schema import getFieldsInOrder
from zope.schema import Int
from zope.schema import Text
from zope.schema import TextLine
from zope.schema.interfaces import IField


class IRiskQuestion(IField):
    """Asks whether a child is at risk of harm now; always first, always to be answered."""


class IServiceField(IField):
    """Asks which service it is about: one that the reader may see."""


class IDocumentsField(IField):
    """Takes several PDFs, examined like every upload."""


@implementer(IRiskQuestion)
class RiskQuestion(Field):
    """The question that stops the form."""


@implementer(IServiceField)
class ServiceField(Field):
    """The service."""


@implementer(IDocumentsField)
class DocumentsField(Field):
    """The documents."""


RiskQuestionHandler = BaseHandler(RiskQuestion)
ServiceFieldHandler = BaseHandler(ServiceField)
DocumentsFieldHandler = BaseHandler(DocumentsField)

#: By class, not by interface: a subclass (a password is a line of text) is another kind.
KINDS = {
    RiskQuestion: concerns.RISK,
    ServiceField: concerns.SERVICE,
    DocumentsField: concerns.DOCUMENTS,
    TextLine: "line",
    Text: "text",
    Choice: "choice",
    Bool: "yes_no",
    Date: "day",
    Int: "number",
}

#: Kind → class, for a question that is added.
CLASSES = {**{kind: cls for cls, kind in KINDS.items()}, concerns.LABEL: Label}


def kind_of(field):
    """Return which of the form's kinds a field is, "" for anything else."""
    if type(field) in KINDS:
        return KINDS[type(field)]
    return concerns.LABEL if _is_plain_label(field) else ""


def _is_plain_label(field):
    return ILabel.providedBy(field) and not hasattr(field, "rich_label")


def questions(schema):
    """Return the ``domain.concerns.Question`` of each field, in order."""
    return [
        concerns.Question(name, kind_of(field), _is_listed(field))
        for name, field in getFieldsInOrder(schema)
    ]


def _is_listed(field):
    return type(field) is not Choice or not field.vocabularyName
