"""ZIP files of documents: judged by their directory before anything is unpacked.

``look`` reads the directory alone, after its size; ``read`` unpacks one member, up to
the size of the largest file that is taken. Nothing is written anywhere, so that the
name of a member leads nowhere.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain import uploads
from ccsr.content.domain.examiner.limits import LARGEST as LARGEST_FILE
from dataclasses import dataclass
from typing import BinaryIO
from zope.i18nmessageid import Message

import struct
import zipfile
import zlib


MAGIC = b"PK\x03\x04"
SUFFIX = ".zip"
MEGABYTE = 1024 * 1024

#: Bytes of the largest archive, its members, bytes of all of them and of its directory.
LARGEST = 500 * MEGABYTE
MOST_MEMBERS = 1_000
MOST_UNPACKED = 2_000 * MEGABYTE
LARGEST_DIRECTORY = 2 * MEGABYTE
#: How many times smaller than itself a file may be packed; PDFs hardly get smaller.
MOST_RATIO = 100

#: End of the directory: signature, five numbers, size and place of the directory, comment.
END = struct.Struct("<4s4H2LH")
END_MAGIC = b"PK\x05\x06"
LARGE_MAGIC = b"PK\x06\x07"
LARGE = 20
COMMENT = 0xFFFF

ENCRYPTED = 0x1
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: What systems put beside the files, by the first part or the last of a path.
JUNK = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})

SENTENCES: dict[str, Message] = {
    "archive_damaged": _(
        "archive_damaged", default="The ZIP file is damaged. Make it anew, or upload its files."
    ),
    "archive_large": _(
        "archive_large",
        default="The ZIP file is larger than ${limit} MB. Split it, or upload its files.",
        mapping={"limit": str(LARGEST // MEGABYTE)},
    ),
    "archive_many": _(
        "archive_many",
        default="The ZIP file holds more than ${limit} files. Split it in parts.",
        mapping={"limit": f"{MOST_MEMBERS:,}"},
    ),
    "archive_heavy": _(
        "archive_heavy",
        default="The ZIP file becomes far too large when it is unpacked. Upload its files.",
    ),
    "archive_empty": _("archive_empty", default="There is no file in the ZIP file."),
    "archive_nested": _(
        "archive_nested", default="It is a ZIP file within a ZIP file. Upload it by itself."
    ),
    "archive_encrypted": _(
        "archive_encrypted",
        default="It is protected by a password in the ZIP file. Upload it without one.",
    ),
    "archive_method": _(
        "archive_method",
        default="It is packed in a way that is not read here. Upload the file itself.",
    ),
}


class UnsuitableArchive(ValueError):
    """The archive, or a member of it, is not taken; ``message`` says why and what to do."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.message = SENTENCES[rule]


@dataclass(frozen=True)
class Member:
    """One file of an archive; ``place`` is its number in the directory, ``size`` in bytes."""

    place: int
    name: str
    size: int


def is_archive(head: bytes) -> bool:
    """Return whether a file that begins like this is a ZIP file."""
    return head.startswith((MAGIC, END_MAGIC))


def look(file: BinaryIO) -> tuple[Member, ...]:
    """Return the files of an archive; raise ``UnsuitableArchive`` for one that is not read."""
    size = _check_directory(file)
    infos = [(place, one) for place, one in enumerate(_opened(file).infolist()) if _counts(one)]
    _check_sums([one for _place, one in infos], size)
    return tuple(Member(place, one.filename, one.file_size) for place, one in infos)


def read(file: BinaryIO, place: int) -> bytes:
    """Return the bytes of a member; raise ``UnsuitableArchive`` or ``uploads.UnsuitableFile``."""
    archive = _opened(file)
    info = archive.infolist()[place]
    _check_member(info)
    try:
        with archive.open(info) as member:
            # One more than is allowed: the examiner's rules see that it is too large.
            data = member.read(LARGEST_FILE + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise UnsuitableArchive("archive_damaged") from error
    if is_archive(data[:4]):
        raise UnsuitableArchive("archive_nested")
    return data


def _check_directory(file: BinaryIO) -> int:
    """Return the size of the archive, whose directory is small enough to be read."""
    size = file.seek(0, 2)
    if size > LARGEST:
        raise UnsuitableArchive("archive_large")
    file.seek(max(0, size - COMMENT - END.size - LARGE))
    tail = file.read()
    # Where zipfile looks: at the very end, else the last place that looks like one.
    at = len(tail) - END.size
    if at < 0 or tail[at : at + 4] != END_MAGIC or tail[-2:] != b"\0\0":
        at = tail.rfind(END_MAGIC)
    if at < 0 or len(tail) - at < END.size:
        raise UnsuitableArchive("archive_damaged")
    *_numbers, members, directory, _start, _comment = END.unpack_from(tail, at)
    if tail[max(0, at - LARGE) : at].startswith(LARGE_MAGIC):
        raise UnsuitableArchive("archive_many")
    if members > 2 * MOST_MEMBERS or directory > LARGEST_DIRECTORY:
        raise UnsuitableArchive("archive_many")
    return size


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    file.seek(0)
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise UnsuitableArchive("archive_damaged") from error


def _counts(info: zipfile.ZipInfo) -> bool:
    parts = info.filename.split("/")
    return not info.is_dir() and parts[0] not in JUNK and parts[-1] not in JUNK


def _check_sums(infos: list[zipfile.ZipInfo], size: int) -> None:
    if not infos:
        raise UnsuitableArchive("archive_empty")
    if len(infos) > MOST_MEMBERS:
        raise UnsuitableArchive("archive_many")
    unpacked = sum(one.file_size for one in infos)
    packed = sum(one.compress_size for one in infos)
    # Members that lie over each other are packed larger than the archive is.
    if packed > size or unpacked > min(MOST_UNPACKED, MOST_RATIO * size):
        raise UnsuitableArchive("archive_heavy")


def _check_member(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & ENCRYPTED:
        raise UnsuitableArchive("archive_encrypted")
    if info.compress_type not in METHODS:
        raise UnsuitableArchive("archive_method")
    if info.file_size > LARGEST_FILE:
        raise uploads.UnsuitableFile("too_large")
