"""What a person reads, or has read to them, in an answer."""

from email.message import Message
from io import BytesIO
from lxml import etree
from lxml import html
from visits import HTML
from zipfile import ZipFile

import csv
import json
import pypdfium2
import re


#: Read nowhere, or the same in every language: code, and what stands on keys.
UNREAD = " or ".join(f"ancestor-or-self::{one}" for one in ("script", "style", "code", "kbd"))
#: Titles and texts of documents say their language; that of the page itself says nothing.
OTHER = "ancestor-or-self::*[not(self::html) and @lang]"
#: Plone's own toolbar, which only administrators have.
TOOLBAR = "ancestor-or-self::*[@id='edit-zone']"
#: Shows the words of a document one by one, or in pieces.
WORDS = (
    "ancestor-or-self::*[contains(@class, 'redact-word') or self::ins or self::del"
    " or self::mark or self::q or contains(@class, 'reader-passage')"
    " or self::p/ancestor::ul[@class='find-passages']]"
)
#: Attributes that are shown or read aloud.
SAID = ("title", "alt", "placeholder", "aria-label", "aria-description", "label", "content")
#: A line of a document, with the number of its page, among what two have that is not the same.
OF_DOCUMENT = re.compile(r"[-+ ] \d+: ")
BUTTONS = ("submit", "button", "reset")
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pieces(answer):
    """Return the pieces of text of an answer, each once, in their order."""
    kind = answer.headers.get("content-type", "").partition(";")[0]
    read = READ.get(kind)
    found = [*_name(answer), *(read(answer) if read and answer.content.strip() else ())]
    return list(dict.fromkeys(filter(None, (" ".join(one.split()) for one in found))))


def _name(answer):
    """Yield the name under which a file is saved, without its ending."""
    header = Message()
    header["Content-Disposition"] = answer.headers.get("content-disposition", "")
    if header.get_content_disposition():
        yield (header.get_filename() or "").rpartition(".")[0]


def _html(answer):
    page = html.fromstring(answer.content.decode(answer.encoding or "utf-8", "replace"))
    yield from page.xpath(
        f"//text()[not(ancestor::*[{UNREAD} or {OTHER} or {WORDS} or {TOOLBAR}])]"
    )
    for element in page.xpath(f"//*[not({UNREAD} or {OTHER} or {TOOLBAR})]"):
        yield from _attributes(element)


def _attributes(element):
    for name, value in element.items():
        if name.startswith("data-"):
            yield from _of_data(value)
        elif name == "content" and element.get("name") not in ("description", "title"):
            continue
        elif name in SAID or (name == "value" and _shows_value(element)):
            yield value


def _shows_value(element):
    """Return whether it is a button whose value is its name; that of a ``button`` is not seen."""
    return element.tag == "input" and element.get("type") in BUTTONS


def _of_data(value):
    """Yield what a script may show: a sentence, or the values of JSON that are one."""
    if value.lstrip().startswith(("{", "[")):
        try:
            yield from (one for one in _strings(json.loads(value)) if _is_sentence(one))
        except ValueError:
            return
    elif _is_sentence(value):
        yield value


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def _is_sentence(value):
    """Return whether somebody could read it: no address, no selector, no options."""
    return (
        value not in ("True", "False")
        and value[:1].isupper()
        and not re.search(r"[;=#/\\<]|\w:\S|^[A-Z0-9_-]+$", value)
    )


def _csv(answer):
    for row in csv.reader(answer.content.decode("utf-8-sig", "replace").splitlines()):
        yield from row


def _lines(answer):
    yield from (one for one in answer.text.splitlines() if not OF_DOCUMENT.match(one))


def _calendar(answer):
    for line in answer.text.replace("\r\n ", "").splitlines():
        if line.startswith(("SUMMARY", "DESCRIPTION", "X-WR-CALNAME", "LOCATION")):
            yield line.partition(":")[2]


def _pdf(answer):
    with pypdfium2.PdfDocument(answer.content) as document:
        for page in document:
            lines = page.get_textpage().get_text_bounded().splitlines()
            # A line that begins small goes on with a sentence of content; labels begin large.
            yield from (one for one in lines if not one.lstrip("“‘(")[:1].islower())


def _workbook(answer):
    with ZipFile(BytesIO(answer.content)) as archive:
        for name in archive.namelist():
            if name.endswith(("sharedStrings.xml", "workbook.xml")):
                tree = etree.fromstring(archive.read(name))
                yield from tree.itertext()
                yield from (one.get("name", "") for one in tree.iter("{*}sheet"))


READ = {
    HTML: _html,
    "text/csv": _csv,
    "text/plain": _lines,
    "text/calendar": _calendar,
    "application/pdf": _pdf,
    SPREADSHEET: _workbook,
}
