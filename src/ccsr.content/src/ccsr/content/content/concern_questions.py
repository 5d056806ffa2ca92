"""Editing what the concern form asks: each change is written to easyform's model at once."""

from ccsr.content.content import concern_fields
from ccsr.content.domain import concerns
from ccsr.content.domain.naming import random_id
from ccsr.content.noted import note
from collective.easyform.api import get_schema
from collective.easyform.api import set_fields
from hashlib import sha256
from plone.schemaeditor.interfaces import IEditableSchema
from zope.schema import getFieldsInOrder
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


def questions(form):
    """Return the fields, in order."""
    return [one for _name, one in getFieldsInOrder(get_schema(form))]


def wording(field):
    """Return the ``domain.concerns.Wording`` of a field."""
    terms = field.vocabulary if concern_fields.kind_of(field) == "choice" else None
    answers = [concerns.parts(term.title or term.value) for term in terms or ()]
    return concerns.Wording(
        concerns.parts(field.title),
        concerns.parts(field.description),
        ("\n".join(one for one, _ in answers), "\n".join(two for _, two in answers)),
    )


def add(form, kind, words, required):
    """Add a question at the end."""
    schema = get_schema(form)
    field = _made(kind, words)
    name = f"q_{random_id()}"
    IEditableSchema(schema).addField(field, name=name)
    _set(schema[name], kind, words, required)
    _keep(form, schema, name)


def _made(kind, words):
    kwargs = {"vocabulary": _vocabulary(words)} if kind == "choice" else {}
    return concern_fields.CLASSES[kind](**kwargs)


def change(form, name, words, required):
    """Change the words of a question."""
    schema = get_schema(form)
    _set(schema[name], concern_fields.kind_of(schema[name]), words, required)
    _keep(form, schema, name)


def _set(field, kind, words, required):
    field.title = concerns.both(*words.title)
    field.description = concerns.both(*words.help)
    field.required = required
    if kind == "choice":
        field.vocabulary = _vocabulary(words)


def _vocabulary(words):
    # By its words: an answer that was sent before an edit never becomes another one.
    keyed = [(_key(one), concerns.both(one, two)) for one, two in words.answer_lines]
    return SimpleVocabulary([SimpleTerm(key, key, title) for key, title in dict(keyed).items()])


def _key(answer):
    return sha256(answer.encode()).hexdigest()[:10]


def move(form, name, by):
    """Move a question up (-1) or down (1)."""
    schema = get_schema(form)
    names = [one for one, _field in getFieldsInOrder(schema)]
    place = names.index(name) + by
    if 0 <= place < len(names):
        IEditableSchema(schema).moveField(name, place)
        _keep(form, schema, name)


def remove(form, name):
    """Remove a question; that of risk stays."""
    schema = get_schema(form)
    if concern_fields.kind_of(schema[name]) != concerns.RISK:
        IEditableSchema(schema).removeField(name)
        _keep(form, schema, name)


def _keep(form, schema, name):
    set_fields(form, schema)
    note("changed", form, fields=[name])
