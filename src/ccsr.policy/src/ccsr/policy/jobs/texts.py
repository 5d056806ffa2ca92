"""Messages of jobs as JSON, so that each reader has them in their own language."""

from typing import Any
from zope.i18nmessageid import Message

import json


def written(message: Any) -> str:
    """Return a text or message as JSON."""
    return json.dumps(_parts(message))


def read(text: str) -> Any:
    """Return what was written."""
    return _message(json.loads(text))


def _parts(value: Any) -> Any:
    """Return a message as a list, with those inside it; numbers and texts as they are."""
    if not isinstance(value, Message):
        return value if isinstance(value, int | float) else str(value)
    mapping = {name: _parts(inner) for name, inner in (value.mapping or {}).items()}
    return [str(value), value.domain, value.default, mapping]


def _message(parts: Any) -> Any:
    if not isinstance(parts, list):
        return parts
    id, domain, default, mapping = parts
    inner = {name: _message(value) for name, value in mapping.items()}
    return Message(id, domain=domain, default=default, mapping=inner)
