"""The sharing gate: what must hold before a commissioner may see a thing.

Protocol 3.6, 5.2 and 6.2. Each rule is a function that looks at a content
object and returns a :class:`Refusal` or None; each kind of thing has its own
tuple of rules, chosen by an ``ISharingGate`` adapter.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.uploads import SENTENCES
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Refusal:
    """One reason why a thing cannot be shared: the rule's name and a sentence."""

    rule: str
    message: str


@dataclass(frozen=True)
class Candidate:
    """What the gate knows of a thing; None where a rule does not concern it.

    ``missing`` holds titles of mandatory fields that are empty. ``parent_state``
    is the state of the Service (of a document) or Provider (of a service).
    ``readable`` is whether text and pages could be read from the file. ``scan`` is the
    rule of ``domain.uploads`` by which the virus scanner keeps the file back.
    ``overtaken`` is what the register says by now where an event is of another value.
    ``unredacted`` is whether something is marked to be removed that the file still holds.
    """

    missing: tuple[str, ...] = ()
    parent_state: str | None = None
    has_file: bool | None = None
    readable: bool | None = None
    scan: str | None = None
    declared: bool | None = None
    stage: int | None = None
    held_reason: str | None = None
    overtaken: str | None = None
    unredacted: bool | None = None


#: Fields without which a reader could be misled, by portal type.
MANDATORY = {
    "Provider": ("title", "sector"),
    "Service": ("title", "service_type", "registration_status"),
    "InspectionReport": (
        "inspectorate",
        "framework",
        "inspection_kind",
        "inspected_from",
        "inspected_to",
        "issued",
    ),
    "ComplaintReport": ("reference", "received", "completed", "subject", "outcome"),
    "EnforcementAction": ("stage", "action", "notice_date"),
    "RegistrationEvent": ("kind", "effective", "received"),
}

Rule = Callable[[Candidate], Iterable[Refusal]]


def mandatory(candidate: Candidate) -> Iterable[Refusal]:
    """Every field that a reader relies on is filled in."""
    for title in candidate.missing:
        yield Refusal(
            "mandatory_fields",
            _(
                "refusal_mandatory",
                default="“${field}” is not filled in.",
                mapping={"field": title},
            ),
        )


def provider_shared(candidate: Candidate) -> Iterable[Refusal]:
    """A service is seen through its provider."""
    if candidate.parent_state != "shared":
        yield Refusal(
            "provider_shared",
            _("refusal_provider", default="The provider is not shared. Share the provider first."),
        )


def service_shared(candidate: Candidate) -> Iterable[Refusal]:
    """A document is seen through its service (protocol 5.4)."""
    if candidate.parent_state != "shared":
        yield Refusal(
            "service_shared",
            _("refusal_service", default="The service is not shared. Share the service first."),
        )


def file_present(candidate: Candidate) -> Iterable[Refusal]:
    """There is a PDF."""
    if not candidate.has_file:
        yield Refusal(
            "file_present", _("refusal_no_file", default="There is no file. Upload the PDF.")
        )


def file_readable(candidate: Candidate) -> Iterable[Refusal]:
    """The PDF opens and has pages."""
    if candidate.has_file and not candidate.readable:
        yield Refusal(
            "file_readable",
            _("refusal_unreadable", default="The file cannot be read. Upload it again."),
        )


def file_clean(candidate: Candidate) -> Iterable[Refusal]:
    """The virus scanner, where there is one, has called the PDF clean."""
    if candidate.scan:
        yield Refusal("file_clean", SENTENCES[candidate.scan])


def redacted(candidate: Candidate) -> Iterable[Refusal]:
    """Nothing is marked to be removed that the file still holds."""
    if candidate.unredacted:
        yield Refusal(
            "redacted",
            _(
                "refusal_unredacted",
                default="Passages are marked to be removed and are still in the file. "
                "Make the redacted copy, or take the marks away.",
            ),
        )


def declared(candidate: Candidate) -> Iterable[Refusal]:
    """The officer's declaration of protocol 6.2."""
    if not candidate.declared:
        yield Refusal(
            "shareable_declared",
            _(
                "refusal_declaration",
                default="Nobody has declared that the document holds no child-protection "
                "investigation and nothing that could compromise the regulator.",
            ),
        )


def stage_recordable(candidate: Candidate) -> Iterable[Refusal]:
    """Enforcement is recorded from stage 2 on (protocol 5.2)."""
    if (candidate.stage or 0) < LOWEST_STAGE:
        yield Refusal("enforcement_stage", STAGE_REFUSED)


def not_held(candidate: Candidate) -> Iterable[Refusal]:
    """Held means it could compromise the regulator's process (protocol 6.2)."""
    if candidate.held_reason is not None:
        yield Refusal(
            "held",
            _(
                "refusal_held",
                default="The notice is held: ${reason}",
                mapping={"reason": candidate.held_reason},
            ),
        )


def not_overtaken(candidate: Candidate) -> Iterable[Refusal]:
    """The register says what it said before an event, or says after it."""
    if candidate.overtaken is not None:
        yield Refusal(
            "overtaken",
            _(
                "import_changed_since",
                default="Somebody has changed it since the comparison: it now says “${value}”.",
                mapping={"value": candidate.overtaken},
            ),
        )


LOWEST_STAGE = 2
STAGE_REFUSED = _(
    "refusal_stage",
    default="Enforcement is recorded from stage 2 on. Choose stage 2 or higher.",
)

PROVIDER_RULES: tuple[Rule, ...] = (mandatory,)
SERVICE_RULES: tuple[Rule, ...] = (mandatory, provider_shared)
DOCUMENT_RULES: tuple[Rule, ...] = (
    mandatory,
    file_present,
    file_readable,
    file_clean,
    redacted,
    declared,
    service_shared,
)
#: Many events are known from a register that somebody sent; a file of their own is rare.
EVENT_RULES: tuple[Rule, ...] = (
    *(rule for rule in DOCUMENT_RULES if rule is not file_present),
    not_overtaken,
)
ENFORCEMENT_RULES: tuple[Rule, ...] = (*DOCUMENT_RULES, stage_recordable, not_held)


def refusals(candidate: Candidate, rules: Iterable[Rule]) -> list[Refusal]:
    """Return every refusal, in the order of the rules."""
    return [refusal for rule in rules for refusal in rule(candidate)]


def is_empty(value: Any) -> bool:
    """Return whether a field's value counts as not filled in (0 and False do not)."""
    return value is None or value == "" or value == [] or value == ()
