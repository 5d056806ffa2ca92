"""The local authority that a report is about: its title and running heads must agree."""

from __future__ import annotations

from ccsr.content.domain.recognition import names
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.values import Passage
from ccsr.content.domain.recognition.values import Subject
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

import re


#: A title has at most so many lines.
TITLE_LINES = 12
#: What a scan reads of the letterhead above the title.
_LETTERHEAD = re.compile(
    r"\W*(?:ofsted|raising standards.*|.*improving lives|care ?quality.*|commission)\W*",
    re.IGNORECASE,
)
#: A title page has its title within so many characters, and a name of so many lines.
COVER = 1_500
COVER_LINES = 3
_COVER_ENDS = re.compile(
    r"inspection dates?\b|report published|published\b|(?:lead|reporting) inspector|contents\b",
    re.IGNORECASE,
)
_NO_COUNCIL = re.compile(
    r"^(?:and|age group.*|\W*ofsted\W*|.*\b(?:review|inspection|children|board|standards|lives)\b.*"
    r"|[\d\W]+)$",
    re.IGNORECASE,
)
SERVICE_TYPE = "local_authority_childrens_services"


@dataclass(frozen=True)
class Named:
    """A name of the authority and where it stands."""

    name: str
    passage: Passage


def title(flow: Flow, ends: re.Pattern[str]) -> tuple[str, Passage | None]:
    """Return the lines between the letterhead and the one that begins with ``ends``."""
    lines = flow.lines[: TITLE_LINES + 1]
    length = next((place for place, line in enumerate(lines) if ends.match(line.text)), 0)
    if not length:
        return "", None
    heads = [place for place, line in enumerate(lines[:length]) if _is_letterhead(line.text)]
    first = heads[-1] + 1 if heads else 0
    if first == length:
        return "", None
    passage = flow.passage(*flow.span_of(first, length))
    return passage.text, passage


def _is_letterhead(text: str) -> bool:
    return bool(_LETTERHEAD.fullmatch(text))


def headed(flow: Flow, name: Callable[[str], str]) -> Iterator[Named]:
    """Yield the authority as running heads name it; ``name`` finds it in one."""
    for line in flow.running:
        found = name(line.text)
        if found:
            yield Named(found, flow.head(line))


@dataclass(frozen=True)
class Cover:
    """A title page: where the title stands, and the authority it names, if it does."""

    passage: Passage
    named: tuple[Named, ...]


def covered(flow: Flow, title_: str) -> Cover | None:
    """Return the title page with this title (a pattern); the authority is above or below it."""
    match = re.search(rf"^{title_}", flow.text[:COVER], re.IGNORECASE | re.MULTILINE)
    if not match:
        return None
    above = [line for line in flow.text[: match.start()].split("\n") if line]
    below = flow.text[match.end() : match.end() + COVER].split("\n")
    passage = flow.passage(match.start(), match.end())
    until = next((at for at, line in enumerate(below) if _COVER_ENDS.match(line)), 0)
    either = [_council(above[-COVER_LINES:]), _council(below[:until])]
    return Cover(passage, tuple(_named(flow, name) for name in either if name))


def _council(lines: Sequence[str]) -> str:
    """Return the lines that name a council, as one; '' without."""
    kept = [line for line in lines if line and not _NO_COUNCIL.search(line)]
    name = names.proper(" ".join(kept))
    return name if name and names.place(name) != name else ""


def _named(flow: Flow, name: str) -> Named:
    match = re.search(re.escape(name).replace("\\ ", "[ \n]"), flow.text)
    return Named(name, flow.passage(match.start(), match.end()) if match else Passage(1, name))


def subject(flow: Flow, named: Sequence[Named]) -> Subject | None:
    """Return the authority if every place names the same.

    What does not call itself a council must be spoken of elsewhere in the text: the
    first words of a torn page are no name.
    """
    places = {_key(names.place(one.name)) for one in named}
    if len(places) != 1:
        return None
    first = named[0]
    authority = names.place(first.name)
    if not names.is_place(authority):
        return None
    if authority == first.name and not _spoken_of(flow, authority, len(named)):
        return None
    return Subject(
        _without_article(first.name), "", authority, first.passage, service_type=SERVICE_TYPE
    )


def _spoken_of(flow: Flow, name: str, known: int) -> bool:
    """Return whether the name stands somewhere beside the title."""
    return known > 2 or _key(flow.text).count(_key(name)) > 1


def _key(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", _without_article(name).casefold().replace("&", " and ")))


def _without_article(name: str) -> str:
    return re.sub(r"^the ", "", name, flags=re.IGNORECASE)
