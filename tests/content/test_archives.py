"""ZIP files: judged by their directory, unpacked one file at a time."""

from ccsr.content.domain import archives
from ccsr.content.domain import uploads
from ccsr.content.domain.sameness import FEWEST
from ccsr.content.domain.sameness import text_digest
from io import BytesIO

import pytest
import struct
import zipfile


def packed(files, method=zipfile.ZIP_DEFLATED):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made


def rule_of(file, place=None):
    with pytest.raises((archives.UnsuitableArchive, uploads.UnsuitableFile)) as caught:
        archives.look(file) if place is None else archives.read(file, place)
    assert caught.value.message
    return caught.value.rule


def test_what_systems_put_beside_the_files_does_not_count():
    file = packed(
        {"a/": b"", "a/b.pdf": b"%PDF-1", "__MACOSX/a/._b.pdf": b"x", "a/.DS_Store": b"x"}
    )
    (member,) = archives.look(file)
    assert member.name == "a/b.pdf"
    assert archives.read(file, member.place) == b"%PDF-1"


@pytest.mark.parametrize(
    ("files", "rule"),
    [
        ({}, "archive_empty"),
        ({"zeros.pdf": bytes(60_000_000)}, "archive_heavy"),
        ({f"{number}.pdf": b"x" for number in range(1001)}, "archive_many"),
        ({str(number): b"" for number in range(70_000)}, "archive_many"),
    ],
)
def test_an_archive_is_refused_by_its_directory(files, rule):
    assert rule_of(packed(files)) == rule


def test_files_that_lie_over_each_other_are_counted_as_often_as_they_are_named():
    data = packed({"one.pdf": bytes(range(256)) * 400}, zipfile.ZIP_STORED).getvalue()
    end = data.rindex(archives.END_MAGIC)
    start = struct.unpack_from("<L", data, end + 16)[0]
    entry = data[start:end]
    numbers = struct.pack("<2H2L", 50, 50, 50 * len(entry), start)
    overlapping = data[:start] + 50 * entry + data[end : end + 8] + numbers + b"\0\0"
    assert rule_of(BytesIO(overlapping)) == "archive_heavy"


def test_a_size_that_is_a_lie_unpacks_no_further():
    data = bytearray(packed({"zeros.pdf": bytes(60_000_000)}).getvalue())
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<L", 1000)
    file = BytesIO(bytes(data))
    (member,) = archives.look(file)
    assert rule_of(file, member.place) == "archive_damaged"


@pytest.mark.parametrize("junk", [b"PK\x03\x04", b"PK\x05\x06", b"PK\x03\x04" + bytes(100)])
def test_what_only_begins_like_an_archive_is_damaged(junk):
    assert archives.is_archive(junk)
    assert rule_of(BytesIO(junk)) == "archive_damaged"


def test_members_that_cannot_be_read_say_why():
    inner = packed({"b.pdf": b"%PDF-1"}).getvalue()
    assert rule_of(packed({"inner.zip": inner}), 0) == "archive_nested"
    assert rule_of(packed({"a.pdf": b"x"}, zipfile.ZIP_LZMA), 0) == "archive_method"
    locked = bytearray(packed({"a.pdf": b"x"}).getvalue())
    locked[locked.rindex(b"PK\x01\x02") + 8] |= archives.ENCRYPTED
    assert rule_of(BytesIO(bytes(locked)), 0) == "archive_encrypted"


def test_two_exports_of_one_report_say_the_same():
    text = "The home is good. " * FEWEST
    assert text_digest([text]) == text_digest([text.upper().replace(" ", "\n"), " "])
    assert text_digest([text]) != text_digest([text + "Not"])
    assert text_digest(["Page 1"]) == "" == text_digest([])
