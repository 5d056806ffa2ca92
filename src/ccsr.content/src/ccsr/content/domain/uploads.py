"""What becomes of an uploaded file: every way in leads through ``accept``.

The form, plone.restapi (JSON and TUS), ``@upload`` and ``bin/ccsr upload`` all
keep a file in a field that calls it. Nothing here opens the file: a virus
scanner may look at it, and the examiner does, each in a process of its own.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain import examiner
from ccsr.content.domain import virus
from ccsr.content.domain.examiner.limits import LARGEST
from ccsr.content.domain.examiner.limits import MOST_PAGES
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from zope.i18nmessageid import Message

import re
import unicodedata


MAGIC = b"%PDF-"
CONTENT_TYPE = "application/pdf"
SUFFIX = ".pdf"
#: Characters of the longest file name, the suffix included.
LONGEST_NAME = 120
#: What Unicode calls control, format (bidi marks too), surrogate, private,
#: unassigned, and separator of lines or paragraphs.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

MEGABYTE = 1024 * 1024

#: The sentence for each rule that refuses a file.
SENTENCES: dict[str, Message] = {
    "empty": _("file_empty", default="The file is empty. Choose the PDF again."),
    "not_pdf": _(
        "file_not_pdf", default="This is not a PDF. Save the document as PDF and upload that."
    ),
    "too_large": _(
        "file_too_large",
        default="The file is larger than ${limit} MB. Reduce it, or split it in parts.",
        mapping={"limit": str(LARGEST // MEGABYTE)},
    ),
    "encrypted": _(
        "file_encrypted",
        default="The PDF is protected by a password. Save it without one and upload that.",
    ),
    "damaged": _(
        "file_damaged",
        default="The PDF is damaged. Ask the sender for it again; if you can open it, "
        "print it to a new PDF and upload that.",
    ),
    "no_pages": _("file_no_pages", default="The PDF has no pages. Ask the sender for it again."),
    "trailing": _(
        "file_trailing",
        default="Something was added after the end of the PDF. "
        "Open it, print it to a new PDF and upload that.",
    ),
    "mixed": _(
        "file_mixed",
        default="The file is a PDF and something else at the same time. "
        "Ask the sender for the document alone.",
    ),
    "script": _(
        "file_script",
        default="The PDF holds a program that could run when it is read. "
        "Open it, print it to a new PDF and upload that.",
    ),
    "action": _(
        "file_action",
        default="The PDF would do something by itself when it is opened or read. "
        "Open it, print it to a new PDF and upload that.",
    ),
    "link": _(
        "file_link",
        default="A link in the PDF leads to a program, or to files on another computer. "
        "Take the link out, or open the document, print it to a new PDF and upload that.",
    ),
    "attachment": _(
        "file_attachment",
        default="The PDF holds or calls in other files. "
        "Save those apart, print the document to a new PDF and upload that.",
    ),
    "form": _(
        "file_form",
        default="The PDF is a form that sends or loads data. "
        "Print the completed form to a new PDF and upload that.",
    ),
    "media": _(
        "file_media",
        default="The PDF holds sound, film or a model. Print it to a new PDF and upload that.",
    ),
    "pages": _(
        "file_pages",
        default="The PDF has more than ${limit} pages. Split it in parts.",
        mapping={"limit": f"{MOST_PAGES:,}"},
    ),
    "heavy": _(
        "file_heavy",
        default="The PDF becomes far too large when it is opened. "
        "Print it to a new PDF, or split it in parts.",
    ),
    "unexamined": _(
        "file_unexamined",
        default="The PDF takes too long or too much memory to open. "
        "Print it to a new PDF, or split it in parts.",
    ),
    "virus": _(
        "file_virus",
        default="The virus scanner found something in the file. "
        "Do not open it, and tell whoever looks after your computer.",
    ),
    "unscanned": _(
        "file_unscanned",
        default="The file has not been checked for viruses yet. "
        "Until it is, nobody can open or share it. Try again later.",
    ),
}


class UnsuitableFile(ValueError):
    """The file cannot be kept; ``message`` says why and what to do."""

    def __init__(self, rule: str) -> None:
        super().__init__(SENTENCES[rule])
        self.rule = rule
        self.message = SENTENCES[rule]


@dataclass(frozen=True)
class Contents:
    """What was read: the text of each page, in order; scanned pages are ''."""

    pages: tuple[str, ...]
    #: The pages (from 1) whose pictures a machine is to read.
    pictures: tuple[int, ...] = ()
    #: Whether the virus scanner called it clean, or none is to be asked.
    scanned: bool = True

    @property
    def has_text(self) -> bool:
        """Whether any page holds text (a scan holds none)."""
        return any(page.strip() for page in self.pages)


def accept(data: bytes) -> Contents:
    """Return what a file says that may be kept; raise ``UnsuitableFile``."""
    _check_bytes(data)
    key = (sha256(data).digest(), virus.address())
    known = _accepted.get(key)
    if known is None:
        known = _looked_at(data)
        if known.scanned:
            _accepted.put(key, known)
    return known


def _check_bytes(data: bytes) -> None:
    if not data:
        raise UnsuitableFile("empty")
    if len(data) > LARGEST:
        raise UnsuitableFile("too_large")
    if not data.startswith(MAGIC):
        raise UnsuitableFile("not_pdf")


def _looked_at(data: bytes) -> Contents:
    scan = virus.refusal(data)
    found = scan if scan == "virus" else examiner.refusal_or_pages(data)
    if isinstance(found, str):
        raise UnsuitableFile(found if found in SENTENCES else "unexamined")
    pictures = tuple(number for number, page in enumerate(found, 1) if page[1])
    return Contents(tuple(text for text, _is_picture in found), pictures, scan is None)


class _Accepted:
    """The last files that were accepted, since a form validates, saves and indexes one."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._known: OrderedDict[tuple[bytes, str], Contents] = OrderedDict()

    def get(self, key: tuple[bytes, str]) -> Contents | None:
        """Return what was read of a file, if it is one of the last."""
        with self._lock:
            return self._known.get(key)

    def put(self, key: tuple[bytes, str], contents: Contents) -> None:
        """Keep what was read of a file, and drop the oldest."""
        with self._lock:
            self._known[key] = contents
            while len(self._known) > self._most:
                self._known.popitem(last=False)


# As many as intake examines before it is its turn to write, and some of others.
_accepted = _Accepted(most=8)


def file_name(name: str | None) -> str:
    """Return a name that a file can be kept under, whatever it came with.

    The last part of a path, in Unicode's composed form, without characters that
    are not seen, at most ``LONGEST_NAME`` long, and ending in ``.pdf``.
    """
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name or ""))[-1]
    seen = "".join(one if one.isprintable() else " " for one in base if _may_stand(one))
    stem = " ".join(seen.split())
    if stem.lower().endswith(SUFFIX):
        stem, suffix = stem[: -len(SUFFIX)], stem[-len(SUFFIX) :]
    else:
        suffix = SUFFIX
    stem = stem.lstrip(". ")[: LONGEST_NAME - len(suffix)].rstrip(". ")
    return (stem or "document") + suffix


def _may_stand(character: str) -> bool:
    return unicodedata.category(character) not in UNSEEN
