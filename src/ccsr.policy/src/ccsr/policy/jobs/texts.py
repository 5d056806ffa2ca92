"""Messages of jobs as JSON, so that each reader has them in their own language."""

from typing import Any
from zope.i18nmessageid import Message

import json


def written(message: Any) -> str:
    """Return a text or message as JSON."""
    if not isinstance(message, Message):
        return json.dumps(str(message))
    return json.dumps([str(message), message.domain, message.default, message.mapping], default=str)


def read(text: str) -> Any:
    """Return what was written."""
    found = json.loads(text)
    if isinstance(found, str):
        return found
    id, domain, default, mapping = found
    return Message(id, domain=domain, default=default, mapping=mapping)
