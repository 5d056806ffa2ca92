"""An evidence pack: a ZIP in the inspectors' order, with an index and checksums."""

from __future__ import annotations

from ccsr.content.domain.uploads import file_name
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from hashlib import sha256
from html import escape
from typing import Any
from typing import BinaryIO
from urllib.parse import quote
from zipfile import ZIP_DEFLATED
from zipfile import ZIP_STORED
from zipfile import ZipFile

import re


INDEX_HTML, INDEX_PDF, SUMS = "index.html", "index.pdf", "SHA256SUMS"
#: The look of the index, which is read without the portal.
STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;"
    "border-bottom:1px solid #999;vertical-align:top}code{word-break:break-all;font-size:80%}"
)
#: Characters of a folder's name.
LONGEST_FOLDER = 60
#: Characters of the name of the pack itself, which has kind and day beside what it is of.
LONGEST_NAME = 120
#: What Windows, which most inspectors have, takes in no name.
UNFIT = re.compile(r"[<>:\"/\\|?*\x00-\x1f]+")


@dataclass(frozen=True)
class Paper:
    """A document of a pack: `key` tells it from others, `data` reads its bytes when called."""

    key: str
    title: str
    data: Callable[[], bytes] = field(repr=False)


@dataclass(frozen=True)
class Section:
    """What the inspectors ask for, with what there is; `due` in words, '' without a day."""

    title: str
    papers: tuple[Paper, ...]
    due: str = ""


@dataclass(frozen=True)
class Entry:
    """A document in its place: `path` in the ZIP, `digest` SHA-256 in hex, `size` in bytes."""

    key: str
    title: str
    path: str
    size: int
    digest: str


@dataclass(frozen=True)
class Placed:
    """A section with the documents in it; several sections may name one document."""

    title: str
    due: str
    entries: tuple[Entry, ...]


def write_papers(
    archive: ZipFile, sections: Sequence[Section], tell: Callable[[int, int], None]
) -> list[Placed]:
    """Write each document once, into the folder of the first section that names it."""
    total = len({paper.key for section in sections for paper in section.papers})
    written: dict[str, Entry] = {}
    taken: set[str] = set()
    for number, section in enumerate(sections, 1):
        for paper in section.papers:
            if paper.key in written:
                continue
            path = _path(number, section.title, paper.title, taken)
            written[paper.key] = _write(archive, path, paper)
            tell(len(written), total)
    return [
        Placed(one.title, one.due, tuple(written[paper.key] for paper in one.papers))
        for one in sections
    ]


def open_archive(target: BinaryIO) -> ZipFile:
    """Return a ZIP to write to; PDFs are compressed already."""
    return ZipFile(target, "w", ZIP_STORED)


def add_text(archive: ZipFile, path: str, data: bytes) -> str:
    """Add a file that is worth compressing; return its SHA-256 in hex."""
    archive.writestr(path, data, ZIP_DEFLATED)
    return sha256(data).hexdigest()


def sums(pairs: Iterable[tuple[str, str]]) -> bytes:
    """Return (path, digest) pairs as ``sha256sum --check`` reads them."""
    return "".join(f"{digest}  {path}\n" for path, digest in pairs).encode()


def keys(placed: Iterable[Placed]) -> tuple[str, ...]:
    """Return the keys of all documents, each once."""
    return tuple(dict.fromkeys(one.key for section in placed for one in section.entries))


def index_page(content: Mapping[str, Any], language: str) -> str:
    """Return an index in HTML, every text escaped, every link within the pack."""
    body = "".join(_section_html(one, content) for one in content["sections"])
    title = escape(content["title"])
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n"
        f"<p>{escape(content['made'])}</p>\n<p>{escape(content['check'])}</p>\n{body}</body>\n</html>\n"
    )


def _section_html(section: Mapping[str, Any], content: Mapping[str, Any]) -> str:
    due = f"<p>{escape(section['due'])}</p>" if section["due"] else ""
    head = f"<h2>{escape(section['title'])}</h2>\n{due}"
    if not section["entries"]:
        return f"{head}<p>{escape(content['nothing'])}</p>\n"
    columns = "".join(f'<th scope="col">{escape(one)}</th>' for one in content["head"])
    rows = "".join(
        f'<tr><td><a href="{escape(quote(one["path"]))}">{escape(one["title"])}</a></td>'
        f"<td>{escape(one['size'])}</td><td><code>{one['digest']}</code></td></tr>\n"
        for one in section["entries"]
    )
    return f"{head}<table><thead><tr>{columns}</tr></thead>\n<tbody>{rows}</tbody></table>\n"


def _write(archive: ZipFile, path: str, paper: Paper) -> Entry:
    data = paper.data()
    archive.writestr(path, data)
    return Entry(paper.key, paper.title, path, len(data), sha256(data).hexdigest())


def _path(number: int, section: str, title: str, taken: set[str]) -> str:
    folder = f"{number:02} {fit(section)}".rstrip(" .")
    name = file_name(f"{fit(title)}.pdf")
    path, again = f"{folder}/{name}", 1
    while path.casefold() in taken:
        again += 1
        path = f"{folder}/{name[:-4]} ({again}).pdf"
    taken.add(path.casefold())
    return path


def fit(text: str, longest: int = LONGEST_FOLDER) -> str:
    """Return a text as a part of a file's name on any system, cut between words."""
    whole = " ".join(UNFIT.sub(" ", text).split())
    cut = whole[: longest + 1].rpartition(" ")[0] if len(whole) > longest else whole
    return (cut or whole[:longest]).strip(" .,(")
