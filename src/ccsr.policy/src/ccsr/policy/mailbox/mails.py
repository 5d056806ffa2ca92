"""What is in a mail: from whom it is, and the files attached to it.

A mail is hostile. Its size and nesting are looked at before it is parsed; its head is
read alone first, so that of a stranger's mail nothing else is ever read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.header import make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses

import re


#: Bytes of the largest mail and of a head; a file in a mail is a third larger than itself.
LARGEST, LONGEST_HEAD = 80 * 1024 * 1024, 64 * 1024
#: Parts within parts, parts in all, and files that are taken of one mail.
MOST_NESTED, MOST_PARTS, MOST_FILES = 20, 200, 50
LONGEST_NAME, LONGEST_FROM, MOST_COMMENTS = 300, 1_000, 5

NESTING = re.compile(rb"boundary\s*\*?\d*\*?\s*=|message/(?:rfc822|partial|external-body)", re.I)
#: What Python's parser of mail lets through where a head is out of all bounds.
FAULTS = (AttributeError, LookupError, TypeError, ValueError)
ENDINGS = (".pdf", ".zip")
TYPES = {
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
}


class Unreadable(ValueError):
    """The mail is not parsed: ``rule`` is ``nested``, ``parts`` or ``damaged``."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


@dataclass(frozen=True)
class Head:
    """Who sent it, in small letters, and its id; empty where it does not say, or says two."""

    sender: str
    id: str


@dataclass(frozen=True)
class Attached:
    """A file; what is no PDF or ZIP by type and name ``is_other``, and has no data."""

    name: str
    data: bytes
    is_other: bool = False


def head(raw: bytes) -> Head:
    """Read the head of a mail."""
    message = BytesParser().parsebytes(raw[:LONGEST_HEAD], headersonly=True)
    given = [str(one) for one in message.get_all("From", [])]
    # Whoever writes so much there, or comments within comments, is nobody known.
    is_plain = sum(map(len, given)) <= LONGEST_FROM and "".join(given).count("(") <= MOST_COMMENTS
    named = [one for _name, one in getaddresses(given)] if is_plain else []
    sender = named[0].lower() if len(named) == 1 else ""
    return Head(sender, str(message.get("Message-ID", ""))[:LONGEST_NAME].strip())


def is_allowed(sender: str, senders: frozenset[str]) -> bool:
    """Return whether mail of this address is taken."""
    name, _at, domain = sender.rpartition("@")
    return bool(name) and (sender in senders or f"@{domain}" in senders)


def attached(raw: bytes) -> list[Attached]:
    """Return the files of a mail; raises ``Unreadable``."""
    if len(NESTING.findall(raw)) > MOST_NESTED:
        raise Unreadable("nested")
    try:
        return list(_files(BytesParser().parsebytes(raw)))
    except RecursionError as error:
        raise Unreadable("nested") from error
    except FAULTS as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("damaged") from error


def _files(message: Message) -> Iterator[Attached]:
    found = 0
    for number, part in enumerate(message.walk(), 1):
        if number > MOST_PARTS or found > MOST_FILES:
            raise Unreadable("parts")
        if part.is_multipart():
            continue
        name, kind = _name(part), part.get_content_type()
        ending = TYPES.get(kind, "")
        if ending and not name:
            name = f"attachment-{number}{ending}"
        if ending or name.lower().endswith(ENDINGS):
            found += 1
            yield Attached(name, _data(part))
        elif name and part.get_content_disposition() == "attachment":
            yield Attached(name, b"", is_other=True)


def _data(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _name(part: Message) -> str:
    """Return the name of a part's file in plain words, its path and signs of control left out."""
    raw = str(part.get_filename() or "")[:LONGEST_NAME]
    try:
        raw = str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        # Kept as it was written: the name says nothing that the file does not.
        raw = raw.encode("ascii", "replace").decode()
    return "".join(sign for sign in re.split(r"[/\\]", raw)[-1] if sign.isprintable()).strip()
