"""What in a PDF would do something, or holds something besides its pages."""

from __future__ import annotations

from ccsr.content.domain.examiner.refused import Refused
from collections.abc import Iterator
from typing import Any

import pikepdf


#: Keys that no document needs, whatever their value.
KEYS = {
    "/JS": "script",
    "/JavaScript": "script",
    "/AA": "action",
    "/EF": "attachment",
    "/EmbeddedFiles": "attachment",
    "/Collection": "attachment",
    "/RichMediaContent": "media",
    "/RichMediaSettings": "media",
    "/XFA": "form",
}

#: Names that say what an action, an object or an annotation is.
NAMES = {
    "/S": {
        "/JavaScript": "script",
        "/Launch": "action",
        "/GoToR": "attachment",
        "/GoToE": "attachment",
        "/SubmitForm": "form",
        "/ImportData": "form",
        "/Rendition": "media",
        "/Movie": "media",
        "/Sound": "media",
        "/GoTo3DView": "media",
        "/RichMediaExecute": "media",
    },
    "/Type": {"/EmbeddedFile": "attachment"},
    "/Subtype": {
        "/FileAttachment": "attachment",
        "/RichMedia": "media",
        "/Movie": "media",
        "/Sound": "media",
        "/Screen": "media",
        "/3D": "media",
    },
    # A file specification that is an address.
    "/FS": {"/URL": "attachment"},
}

#: Links that run rather than lead somewhere.
RUNNING = ("javascript:", "vbscript:", "data:")


def refuse_active(found: Any) -> None:
    """Raise ``Refused`` for what is active in an object; references lead to others."""
    for one in _dictionaries(found):
        _refuse_keys(one)
        _refuse_names(one)
        _refuse_links(one)


def _dictionaries(found: Any) -> Iterator[Any]:
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
            yield one
            waiting += _direct(one.values())
        elif isinstance(one, pikepdf.Array):
            waiting += _direct(one)


def _direct(values: Any) -> list[Any]:
    return [one for one in values if isinstance(one, pikepdf.Object) and not one.is_indirect]


def _refuse_keys(one: Any) -> None:
    for key in one.keys() & KEYS.keys():
        raise Refused(KEYS[key])
    # The data of such a stream stands in a file elsewhere.
    if isinstance(one, pikepdf.Stream) and "/F" in one:
        raise Refused("attachment")


def _refuse_names(one: Any) -> None:
    for key in NAMES.keys() & one.keys():
        value = one[key]
        rule = NAMES[key].get(str(value)) if isinstance(value, pikepdf.Name) else None
        if rule:
            raise Refused(rule)


def _refuse_links(one: Any) -> None:
    address = one.get("/URI")
    if isinstance(address, pikepdf.String):
        written = "".join(str(address).split()).lower()
        if written.startswith(RUNNING):
            raise Refused("script")
    start = one.get("/OpenAction")
    if isinstance(start, pikepdf.Dictionary) and start.get("/S") != "/GoTo":
        raise Refused(NAMES["/S"].get(str(start.get("/S")), "action"))
