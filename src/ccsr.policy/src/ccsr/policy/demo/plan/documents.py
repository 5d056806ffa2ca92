"""Documents of the demo: which, of when, and what becomes of each."""

from ccsr.policy.demo.plan import inspections
from ccsr.policy.demo.plan.document import PlannedDocument
from ccsr.policy.demo.prose import worded
from ccsr.policy.demo.sources import chance
from ccsr.policy.demo.sources import table
from dataclasses import replace
from datetime import date
from datetime import timedelta


OUTCOMES = ("upheld", "partly_upheld", "partly_upheld", "not_upheld", "inconclusive")


def documents_of(service, provider, today: date) -> list[PlannedDocument]:
    """Return the documents of a service, each with its fate."""
    kinds = {
        "inspection": inspections.of(service, today),
        "complaint": _complaints(service, today),
        "enforcement": _enforcement(service, today),
    }
    holders = {"service_title": service.fields["title"], "provider_title": provider.fields["title"]}
    return [
        _worded(replace(_fated(service.key, kind, place, document), **holders))
        for kind, documents in kinds.items()
        for place, document in enumerate(documents)
    ]


def _worded(document):
    return replace(document, fields={**document.fields, **worded(document)})


def _fated(key, kind, place, document):
    for row in table("exceptions"):
        if (row["service"], row["kind"], row["which"]) == (key, kind, str(place)):
            return document.with_fate(row["fate"], row["detail"])
    return document


def _complaints(service, today):
    found = []
    for place in range(service.counts["complaints"]):
        luck = chance("complaint", service.key, place)
        completed = today - timedelta(days=luck.randrange(4, 40) + 260 * place)
        received = completed - timedelta(days=luck.randrange(30, 80))
        fields = {
            "reference": f"C{received:%y}-{luck.randrange(1000, 9999)}",
            "received": received,
            "completed": completed,
            "outcome": luck.choice(OUTCOMES),
        }
        found.append(PlannedDocument("ComplaintReport", f"{service.key}-c{place}", fields))
    return found


def _enforcement(service, today):
    rows = [row for row in table("enforcement") if row["service"] == service.key]
    return [_notice(row, f"{service.key}-e{place}", today) for place, row in enumerate(rows)]


def _notice(row, key, today):
    names = ("stage", "action", "legal_basis", "appeal", "outcome", "held_reason")
    fields = {name: row[name] for name in names if row[name]}
    fields["notice_date"] = today - timedelta(days=int(row["days_ago"]))
    fields["due_date"] = fields["notice_date"] + timedelta(days=int(row["days_to_meet"]))
    fields["held"] = bool(row["held_reason"])
    if row["closed_after"]:
        fields["closed"] = fields["notice_date"] + timedelta(days=int(row["closed_after"]))
    return PlannedDocument("EnforcementAction", key, fields)
