"""Where else the words that were removed are said: pages, fields, the file's name."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.redaction import proof
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from plone.dexterity.utils import iterSchemata
from typing import Any
from zope.schema import getFieldsInOrder


FILE_NAME = _("label_file_name", default="File name")


@dataclass(frozen=True)
class Field:
    """A field that says something that was removed; ``title`` is a message."""

    title: Any
    phrases: tuple[str, ...]


def fields_that_say(document: Any, phrases: Iterable[str]) -> list[Field]:
    """Return the fields of a document, and its file's name, that say what was removed."""
    wanted = list(phrases)
    return [
        Field(title, said)
        for title, text in _texts(document)
        if (said := proof.said_in(wanted, text))
    ]


def _texts(document: Any) -> Iterator[tuple[Any, str]]:
    for schema in iterSchemata(document):
        for name, field in getFieldsInOrder(schema):
            text = _text(getattr(document.aq_base, name, None))
            if text:
                yield field.title, text
    # A name joins its words by whatever a file may be called.
    yield FILE_NAME, document.file.filename.translate(str.maketrans("_-.", "   "))


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)):
        return " ".join(one for one in value if isinstance(one, str))
    return ""
