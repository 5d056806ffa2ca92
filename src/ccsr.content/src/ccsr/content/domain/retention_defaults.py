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
