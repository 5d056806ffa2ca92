"""Where a PDF begins and ends, and what else it could be taken for."""

from __future__ import annotations

from ccsr.content.domain.examiner.refused import Refused
from collections.abc import Iterator

import io
import re
import zipfile


#: How far browsers and scanners look for what kind a file is.
HEAD = 1024
FIRST_OBJECT = b" obj"
END = b"%%EOF"
BLANK = b"\x00\t\n\f\r "
#: What stands before the end of a file that is whole.
START_OF_TABLE = re.compile(rb"startxref\s+\d+\s+\Z")
HEADER = re.compile(rb"(?:\A|[\r\n])%PDF-\d")
OTHER_KIND = re.compile(rb"<\s*(?:!doctype|html|head|body|script|iframe|svg|\?php)", re.IGNORECASE)


def refuse_frame(data: bytes) -> None:
    """Raise ``Refused`` for a file that is cut off, goes on after its end, or is two in one."""
    end = data.rfind(END)
    if end < 0:
        raise Refused("damaged")
    if data[end + len(END) :].strip(BLANK):
        raise Refused("trailing")
    if not START_OF_TABLE.search(data[max(0, end - 64) : end]):
        raise Refused("damaged")
    if _is_two_in_one(data):
        raise Refused("mixed")


def earlier_versions(data: bytes) -> Iterator[bytes]:
    """Yield the file as it was before each change that an editor has added to its end."""
    last, end = data.rfind(END), data.find(END)
    while end < last:
        if START_OF_TABLE.search(data[max(0, end - 64) : end]):
            yield data[: end + len(END)]
        end = data.find(END, end + 1)


def _is_two_in_one(data: bytes) -> bool:
    head = data[:HEAD].partition(FIRST_OBJECT)[0]
    return bool(
        OTHER_KIND.search(head)
        or len(HEADER.findall(data)) > 1
        or zipfile.is_zipfile(io.BytesIO(data))
    )
