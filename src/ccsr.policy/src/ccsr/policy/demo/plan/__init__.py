"""What the demo will hold, decided before anything is made."""

from ccsr.policy.demo.plan.document import PlannedDocument
from ccsr.policy.demo.plan.documents import documents_of
from ccsr.policy.demo.plan.register import PlannedProvider
from ccsr.policy.demo.plan.register import providers
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Plan:
    """Providers with their services, and documents by key of their service."""

    today: date
    providers: list[PlannedProvider]
    documents: dict[str, list[PlannedDocument]]

    @property
    def services(self):
        """Return every service."""
        return [service for provider in self.providers for service in provider.services]

    @property
    def papers(self):
        """Return every document that has a file."""
        return [one for held in self.documents.values() for one in held if one.has_file]


def make_plan(today: date) -> Plan:
    """Return the plan for a day: the same choices every day, the dates moved along."""
    found = providers(today)
    held = {
        service.key: documents_of(service, provider, today)
        for provider in found
        for service in provider.services
    }
    return Plan(today, found, held)
