"""Opens a workbook in a process of its own: what it holds can harm nothing else.

This module is both sides. ``lines`` is the portal's; run as a program it reads a
workbook from standard input and writes its rows as JSON.
"""

from __future__ import annotations

from io import BytesIO

import datetime
import json
import resource
import subprocess
import sys
import zipfile


#: Bytes that a workbook may be unpacked, parts it may have; seconds and memory to read it.
UNPACKED = 250_000_000
PARTS = 2_000
SECONDS = 30
MEMORY = 1_500_000_000
#: Bytes of the rows that come back.
ANSWER = 100_000_000
RULES = ("damaged", "heavy", "macros", "empty", "long")

Line = tuple[int, list[str]]


def lines(data: bytes, most: int) -> list[Line] | str:
    """Return the rows of a workbook with their numbers, or the name of the rule that refuses it."""
    return _refusal(data) or _understood(_asked(data, most))


def _refusal(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return "damaged"
    if any(one.filename.lower().endswith("vbaproject.bin") for one in parts):
        return "macros"
    # Sums of the directory; one that lies meets the limits of the process.
    if len(parts) > PARTS or sum(one.file_size for one in parts) > UNPACKED:
        return "heavy"
    return ""


def _asked(data: bytes, most: int) -> bytes:
    try:
        found = subprocess.run(
            [sys.executable, "-I", "-S", __file__, str(most), *sys.path],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            timeout=SECONDS + 10,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return b'"heavy"'
    # One that is ended by its limits has said nothing, or the half of it.
    return found.stdout if found.returncode == 0 and len(found.stdout) <= ANSWER else b'"heavy"'


def _understood(answer: bytes) -> list[Line] | str:
    try:
        found = json.loads(answer)
    except ValueError:
        return "damaged"
    if isinstance(found, str):
        return found if found in RULES else "damaged"
    return [(int(number), [str(cell) for cell in cells]) for number, cells in found]


# -- the process ------------------------------------------------------------


def _main(most: int, paths: list[str]) -> None:
    sys.path[:0] = paths
    import python_calamine

    data = BytesIO(sys.stdin.buffer.read())
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(what, (limit, limit))
    try:
        found = _read(python_calamine.CalamineWorkbook.from_filelike(data), most)
    except (python_calamine.CalamineError, OSError, ValueError):
        found = "damaged"
    sys.stdout.write(json.dumps(found))


def _read(book, most: int):  # type: ignore[no-untyped-def]
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        first = (sheet.start or (0, 0))[0]
        if sheet.total_height > most + 1:
            return "long"
        rows = sheet.to_python(skip_empty_area=True)
        if any(cell != "" for row in rows for cell in row):
            return [
                (first + place, [_cell(one) for one in row]) for place, row in enumerate(rows, 1)
            ]
    return "empty"


def _cell(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


if __name__ == "__main__":
    _main(int(sys.argv[1]), sys.argv[2:])
