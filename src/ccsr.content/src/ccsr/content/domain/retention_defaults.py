"""The rules that the retention schedule begins with."""

from __future__ import annotations

from ccsr.content.domain.retention import Rule


#: Starting points. docs/explanation/data-protection.rst has the reasons at length;
#: whoever runs the portal must confirm them.
DEFAULTS = {
    rule.kind: rule
    for rule in (
        Rule(
            "inspection_report",
            "issued",
            15,
            "Evidence of why a child was placed: a claim may be made until the child is 21 "
            "(Limitation Act 1980, sections 11 and 28).",
        ),
        Rule(
            "complaint_report",
            "completed",
            25,
            "May bear on how a child was looked after; claims come late "
            "(Limitation Act 1980, sections 28 and 33).",
        ),
        Rule(
            "enforcement_action",
            "closed",
            25,
            "Shows what the regulator required under the Care Standards Act 2000 and the "
            "Regulation and Inspection of Social Care (Wales) Act 2016, and what came of it.",
        ),
        Rule(
            "condition",
            "removed",
            15,
            "Shows what a service was registered for on the day of a placement.",
        ),
        Rule(
            "event",
            "effective",
            25,
            "Shows whether a service was registered on the day of a placement; kept as long as "
            "the service.",
        ),
        Rule(
            "provider_claim",
            "stated",
            15,
            "Shows what a provider said that it offered on the day of a placement.",
        ),
        Rule(
            "liaison_item",
            "closed",
            10,
            "Shows what the inspectorate was told, when, and what came of it (protocol 5.3, 7.2).",
        ),
        Rule(
            "service",
            "closed",
            25,
            "Kept as long as what is filed in it may be asked for.",
        ),
        Rule(
            "provider",
            "closed",
            25,
            "Kept as long as the services that are filed in it.",
        ),
        Rule(
            "protocol",
            "replaced",
            25,
            "Shows what the parties had promised each other on a day.",
        ),
        Rule(
            "clause",
            "replaced",
            25,
            "Kept as long as the protocol that it is part of.",
        ),
        Rule(
            "lesson",
            "happened",
            10,
            "Shows what went wrong, and what was changed (protocol 7.2).",
        ),
        Rule(
            "meeting",
            "held",
            10,
            "Minutes show what the parties agreed (protocol 8.1).",
        ),
        Rule(
            "agreed_action",
            "finished",
            6,
            "Shows that what was agreed was done (Limitation Act 1980, section 5).",
        ),
        Rule(
            "inspection_framework",
            "edited",
            15,
            "Judgements cannot be read without the scale that they are on.",
        ),
        Rule(
            "self_assessment",
            "edited",
            6,
            "Two rounds of an inspection that comes every three years.",
        ),
        Rule(
            "risk",
            "finished",
            6,
            "Two rounds of an inspection that comes every three years.",
        ),
        Rule(
            "inspection",
            "finished",
            10,
            "Shows how an inspection was prepared and met, over three rounds.",
        ),
        Rule(
            "evidence",
            "edited",
            6,
            "Two rounds of an inspection; the documents themselves have their own rules.",
        ),
        Rule(
            "working_party",
            "edited",
            6,
            "Shows who prepared, for two rounds of an inspection; it names people.",
        ),
        Rule(
            "briefing",
            "sent",
            3,
            "Shows who was told what; who opened it is not needed any longer.",
        ),
    )
}

#: The same in Welsh: shown to a Welsh reader for as long as nobody has written another basis.
WELSH = {
    "inspection_report": "Tystiolaeth o pam y lleolwyd plentyn: gellir gwneud hawliad nes bod y "
    "plentyn yn 21 oed (Deddf Cyfyngiadau 1980, adrannau 11 a 28).",
    "complaint_report": "Gall fod yn berthnasol i'r modd y cafodd plentyn ofal; daw hawliadau'n "
    "hwyr (Deddf Cyfyngiadau 1980, adrannau 28 a 33).",
    "enforcement_action": "Dengys beth oedd gofynion y rheoleiddiwr o dan Ddeddf Safonau Gofal 2000 "
    "a Deddf Rheoleiddio ac Arolygu Gofal Cymdeithasol (Cymru) 2016, a beth ddaeth ohonynt.",
    "condition": "Dengys ar gyfer beth yr oedd gwasanaeth wedi'i gofrestru ar ddiwrnod lleoliad.",
    "event": "Dengys a oedd gwasanaeth wedi'i gofrestru ar ddiwrnod lleoliad; fe'i cedwir cyhyd "
    "â'r gwasanaeth.",
    "provider_claim": "Dengys beth a ddywedodd darparwr yr oedd yn ei gynnig ar ddiwrnod lleoliad.",
    "liaison_item": "Dengys beth a ddywedwyd wrth yr arolygiaeth, pryd, a beth ddaeth ohono "
    "(protocol 5.3, 7.2).",
    "service": "Fe'i cedwir cyhyd ag y gellir gofyn am yr hyn sydd wedi'i ffeilio ynddo.",
    "provider": "Fe'i cedwir cyhyd â'r gwasanaethau sydd wedi'u ffeilio ynddo.",
    "protocol": "Dengys beth yr oedd y partïon wedi'i addo i'w gilydd ar ddiwrnod penodol.",
    "clause": "Fe'i cedwir cyhyd â'r protocol y mae'n rhan ohono.",
    "lesson": "Dengys beth aeth o'i le, a beth a newidiwyd (protocol 7.2).",
    "meeting": "Dengys y cofnodion beth y cytunodd y partïon arno (protocol 8.1).",
    "agreed_action": "Dengys fod yr hyn y cytunwyd arno wedi'i wneud (Deddf Cyfyngiadau 1980, "
    "adran 5).",
    "inspection_framework": "Ni ellir darllen dyfarniadau heb y raddfa y maent arni.",
    "self_assessment": "Dwy rownd o arolygiad a gynhelir bob tair blynedd.",
    "risk": "Dwy rownd o arolygiad a gynhelir bob tair blynedd.",
    "inspection": "Dengys sut y paratowyd ar gyfer arolygiad a sut yr aed drwyddo, dros dair rownd.",
    "evidence": "Dwy rownd o arolygiad; mae gan y dogfennau eu hunain eu rheolau eu hunain.",
    "working_party": "Dengys pwy fu'n paratoi, ar gyfer dwy rownd o arolygiad; mae'n enwi pobl.",
    "briefing": "Dengys pwy a gafodd wybod beth; nid oes angen gwybod mwyach pwy a'i hagorodd.",
}


def basis_in(language: str | None, rule: Rule) -> str:
    """Return the basis of a rule; in Welsh to a Welsh reader while it is the one it began with."""
    default = DEFAULTS.get(rule.kind)
    is_default = default is not None and rule.basis == default.basis
    return WELSH[rule.kind] if language == "cy" and is_default else rule.basis


def kept_basis(kind: str, typed: str) -> str:
    """Return what is kept of a basis that was typed: the Welsh of a default stays that default."""
    is_default = kind in DEFAULTS and " ".join(typed.split()) == WELSH[kind]
    return DEFAULTS[kind].basis if is_default else typed
