"""What goes into a recogniser and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from ccsr.content.domain.paper import Sheet


#: left, top, right, bottom as fractions 0…1 of the page from its top left.
Box = tuple[float, float, float, float]
#: What JSON holds: text, whole number, truth, ISO date.
Value = str | int | bool


@dataclass(frozen=True)
class Paper:
    """A file to be read: its layout, and its text by page (``IPages``).

    ``sheets`` may be empty, or a sheet without words: its page's text is read then, and
    what is found there has no boxes.
    """

    sheets: tuple[Sheet, ...]
    pages: tuple[str, ...]
    #: What one reader has made of it and the next can use, by its type.
    made: dict[type, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Passage:
    """Where a value was read: ``page`` from 1, the words, and their boxes if known."""

    page: int
    text: str
    boxes: tuple[Box, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {"page": self.page, "text": self.text, "boxes": [list(box) for box in self.boxes]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Passage:
        """Return what ``as_json`` was made of."""
        boxes = tuple((box[0], box[1], box[2], box[3]) for box in data["boxes"])
        return cls(data["page"], data["text"], boxes)


@dataclass(frozen=True)
class Found:
    """A value, where it was read, and whether it may be taken over unseen.

    What is not certain is a suggestion that a person must confirm.
    """

    value: Value
    passage: Passage
    certain: bool = True

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {"value": self.value, "passage": self.passage.as_json(), "certain": self.certain}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Found:
        """Return what ``as_json`` was made of."""
        return cls(data["value"], Passage.from_json(data["passage"]), data["certain"])


@dataclass(frozen=True)
class Subject:
    """Whom the paper is about, as it says itself; '' is what it does not say.

    ``name`` is the service's or the area's, ``authority`` the local authority's as printed,
    ``provider`` the registered provider's, ``service_type`` a token of that vocabulary.
    """

    name: str
    urn: str
    authority: str
    passage: Passage
    certain: bool = True
    provider: str = ""
    service_type: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {
            "name": self.name,
            "urn": self.urn,
            "authority": self.authority,
            "passage": self.passage.as_json(),
            "certain": self.certain,
            "provider": self.provider,
            "service_type": self.service_type,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Subject:
        """Return what ``as_json`` was made of."""
        return cls(**{**data, "passage": Passage.from_json(data["passage"])})


@dataclass(frozen=True)
class Reading:
    """What a recogniser has read in a paper.

    ``portal_type`` is the type of document that it becomes, ``recogniser`` the name of who
    read it. ``values`` has fields of that type by name, and ``requirements_count`` and
    ``recommendations_count``; ``grades`` has a grade's token by theme's token, on the scale
    of ``values["framework"]``. ``certainty`` (0…100) is how sure it is that the paper is one
    of its own kind, whatever else could be read.
    """

    portal_type: str
    recogniser: str
    values: dict[str, Found] = field(default_factory=dict)
    grades: dict[str, Found] = field(default_factory=dict)
    subject: Subject | None = None
    certainty: int = 100

    def value(self, name: str) -> Value | None:
        """Return a value that is certain, else None."""
        found = self.values.get(name)
        return found.value if found and found.certain else None

    def judgements(self) -> list[dict[str, str]]:
        """Return rows of ``theme`` and ``grade`` for the field, those that are certain."""
        return [
            {"theme": theme, "grade": str(found.value)}
            for theme, found in self.grades.items()
            if found.certain
        ]

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {
            "portal_type": self.portal_type,
            "recogniser": self.recogniser,
            "values": {name: found.as_json() for name, found in self.values.items()},
            "grades": {theme: found.as_json() for theme, found in self.grades.items()},
            "subject": self.subject.as_json() if self.subject else None,
            "certainty": self.certainty,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Reading:
        """Return what ``as_json`` was made of."""
        subject = data["subject"]
        return cls(
            data["portal_type"],
            data["recogniser"],
            {name: Found.from_json(one) for name, one in data["values"].items()},
            {theme: Found.from_json(one) for theme, one in data["grades"].items()},
            Subject.from_json(subject) if subject else None,
            data["certainty"],
        )
