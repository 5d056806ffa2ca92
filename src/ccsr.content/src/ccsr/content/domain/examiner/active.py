"""What in a PDF would do something, or holds something besides its pages."""

from __future__ import annotations

from ccsr.content.domain.examiner.links import refuse_base
from ccsr.content.domain.examiner.links import refuse_link
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
    "/Type": {
        "/EmbeddedFile": "attachment",
        "/Filespec": "attachment",
        "/F": "attachment",
    },
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

#: How a dictionary names a file, be it inside or elsewhere.
FILE_KEYS = {"/F", "/UF", "/DOS", "/Mac", "/Unix", "/EF"}


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
    # The data of such a stream, and such a thread, stands in a file elsewhere.
    if "/F" in one and (isinstance(one, pikepdf.Stream) or one.get("/S") == "/Thread"):
        raise Refused("attachment")
    if any(_names_a_file(one.get(key)) for key in ("/AF", "/Ref")):
        raise Refused("attachment")


def _names_a_file(found: Any) -> bool:
    held = list(found) if isinstance(found, pikepdf.Array) else [found]
    return any(isinstance(one, pikepdf.Dictionary) and one.keys() & FILE_KEYS for one in held)


def _refuse_names(one: Any) -> None:
    for key in NAMES.keys() & one.keys():
        value = one[key]
        rule = NAMES[key].get(str(value)) if isinstance(value, pikepdf.Name) else None
        if rule:
            raise Refused(rule)


def _refuse_links(one: Any) -> None:
    address = one.get("/URI")
    if isinstance(address, pikepdf.String):
        refuse_link(str(address))
    elif isinstance(address, pikepdf.Dictionary) and "/Base" in address:
        refuse_base(str(address["/Base"]))
    start = one.get("/OpenAction")
    if isinstance(start, pikepdf.Dictionary) and start.get("/S") != "/GoTo":
        raise Refused(NAMES["/S"].get(str(start.get("/S")), "action"))
