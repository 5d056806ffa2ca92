"""One planned document."""

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace


#: Fates that keep a document a draft; ``ready`` waits for a reviewer only.
DRAFTS = frozenset({"not_declared", "no_file", "missing", "held", "ready"})


@dataclass(frozen=True)
class PlannedDocument:
    """A document: field values, the tone of each theme, and what becomes of it.

    ``fate`` is ``shared``, ``concealed`` or one of ``DRAFTS``; ``detail`` is the
    reason of a concealment or the name of the field that is missing.
    """

    portal_type: str
    key: str
    fields: dict
    tones: dict[str, str] = field(default_factory=dict)
    language: str = "en"
    fate: str = "shared"
    detail: str = ""
    service_title: str = ""
    provider_title: str = ""

    @property
    def has_file(self) -> bool:
        """Whether a PDF belongs to it."""
        return self.fate != "no_file"

    @property
    def is_draft(self) -> bool:
        """Whether it stays a draft."""
        return self.fate in DRAFTS

    @property
    def declared(self) -> bool:
        """Whether the officer has declared that it may be shared."""
        return self.fate != "not_declared"

    @property
    def saved_fields(self) -> dict:
        """Return the field values as the officer has typed them."""
        typed = {**self.fields, "shareable_declared": self.declared}
        return typed if self.fate != "missing" else {**typed, self.detail: None}

    def with_fate(self, fate: str, detail: str) -> "PlannedDocument":
        """Return it with another fate."""
        return replace(self, fate=fate, detail=detail)
