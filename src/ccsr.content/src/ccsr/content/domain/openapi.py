"""What the portal's services are, as data, and the OpenAPI 3.1 document that is made of it.

The document is in English, as names and tokens are; what people read of an
answer is in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from typing import TypeAlias

import re


Schema: TypeAlias = dict[str, Any]
#: Status → what it means and the schema of its JSON; None without a body.
Answers: TypeAlias = Mapping[int, tuple[str, Schema | None]]

VERSION = "3.1.0"
PLACEHOLDER = re.compile(r"\{(\w+)\}")

#: Where a service is asked, below the site.
SITE = ""
PROVIDER = "/register/{provider}"
SERVICE = "/register/{provider}/{service}"
DOCUMENT = "/register/{provider}/{service}/{document}"
LIAISON_ITEM = "/liaison/{item}"
PROTOCOL = "/governance/{protocol}"
MEETING = "/governance/{meeting}"
ACTION = "/governance/{action}"
INSPECTION = "/readiness/{inspection}"
INTAKE = "/intake"

#: What the parts of a path are.
PARTS = {
    "provider": "Id of a provider, the last part of its address.",
    "service": "Id of a service.",
    "document": "Id of what is in a service: a report, a notice, a condition.",
    "item": "Id of an item of liaison.",
    "batch": "Id of a drop of files.",
    "upload": "Id of an upload, the last part of its address.",
    "id": "Id, as the list gives it.",
    "uid": "UID of a service.",
    "job": "Id of a job, as whatever asked for it gives it.",
    "protocol": "Id of a version of the protocol.",
    "transition": "Name of the transition.",
    "meeting": "Id of a meeting, of either area.",
    "action": "Id of an agreed action, of either area.",
    "deed": "One of note, done, drop and reopen.",
    "inspection": "Id of an inspection or an exercise.",
    "slot": "Id of a document that an inspection asks for.",
}

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date"}
ANY: Schema = {"type": "object"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
ADDRESS: Schema = {"type": "string", "format": "uri"}


def maybe(schema: Schema) -> Schema:
    """Return the schema of what may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def listed(schema: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


def record(_optional: Iterable[str] = (), **properties: Schema) -> Schema:
    """Return the schema of an object; all but ``_optional`` must be there."""
    names = {name.replace("at_", "@"): value for name, value in properties.items()}
    required = [name for name in names if name not in _optional]
    return {"type": "object", "properties": names, "required": required}


def by_name(schema: Schema) -> Schema:
    """Return the schema of an object whose names are not known beforehand."""
    return {"type": "object", "additionalProperties": schema}


ERROR = record(type=TEXT, message=TEXT)
#: A sentence for each field that cannot be taken.
FIELD_ERRORS = record(
    ("errors",), type=TEXT, message=TEXT, errors=listed(record(field=TEXT, message=TEXT))
)
NOTHING_HERE = (
    "There is nothing at this address for whoever asks: missing and hidden are one.",
    ERROR,
)
NOT_SIGNED_IN = ("Nobody is signed in.", ERROR)


@dataclass(frozen=True)
class Parameter:
    """What a service is told in its address; a list where it may come several times."""

    name: str
    about: str
    schema: Schema
    required: bool = False

    def described(self) -> Schema:
        """Return it as OpenAPI has it."""
        about = {"name": self.name, "in": "query", "description": self.about}
        return {**about, "required": self.required, "schema": self.schema}


@dataclass(frozen=True)
class Operation:
    """A service under one method: ``name`` as registered, ``at`` where, ``path`` what follows.

    ``media`` is the type of a good answer; JSON as a rule.
    """

    method: str
    name: str
    summary: str
    at: str = SITE
    path: str = ""
    about: str = ""
    tag: str = "register"
    parameters: tuple[Parameter, ...] = ()
    body: Schema | None = None
    answers: Answers | None = None
    media: str = "application/json"
    is_open: bool = False

    @property
    def address(self) -> str:
        """The path of it."""
        return f"{self.at}/{self.name}{self.path}"

    @property
    def key(self) -> tuple[str, str]:
        """What it is registered by."""
        return self.method, self.name

    def described(self) -> Schema:
        """Return it as OpenAPI has it."""
        found: Schema = {
            "operationId": _id(self.method, self.address),
            "summary": self.summary,
            "tags": [self.tag],
            "parameters": [*self._of_path(), *(one.described() for one in self.parameters)],
            "responses": {str(status): one for status, one in self._answers()},
        }
        if self.about:
            found["description"] = self.about
        if self.body is not None:
            content = {"application/json": {"schema": self.body}}
            found["requestBody"] = {"required": True, "content": content}
        if self.is_open:
            found["security"] = []
        return found

    def _of_path(self) -> list[Schema]:
        return [
            {
                "name": name,
                "in": "path",
                "required": True,
                "description": PARTS[name],
                "schema": {"type": "string", "minLength": 1},
            }
            for name in PLACEHOLDER.findall(self.address)
        ]

    def _answers(self) -> Iterable[tuple[int, Schema]]:
        common: Answers = {} if self.is_open else {401: NOT_SIGNED_IN, 404: NOTHING_HERE}
        for status, (about, schema) in sorted({**common, **(self.answers or {})}.items()):
            media = self.media if status < 300 else "application/json"
            content = {} if schema is None else {"content": {media: {"schema": schema}}}
            yield status, {"description": about, **content}


def _id(method: str, address: str) -> str:
    return "_".join([method.lower(), *re.findall(r"\w+", address)])


def document(operations: Iterable[Operation], title: str, release: str, server: str) -> Schema:
    """Return the OpenAPI document of these services."""
    paths: dict[str, Schema] = {}
    for one in sorted(operations, key=lambda one: (one.address, one.method)):
        paths.setdefault(one.address, {})[one.method.lower()] = one.described()
    return {
        "openapi": VERSION,
        "info": {"title": title, "version": release},
        "servers": [{"url": server}],
        "security": [{"session": []}, {"basic": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "session": {"type": "http", "scheme": "bearer"},
                "basic": {"type": "http", "scheme": "basic"},
            }
        },
    }
