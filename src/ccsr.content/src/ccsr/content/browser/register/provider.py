"""A provider's page: who it is and which services it runs."""

from ccsr.content.browser import display
from ccsr.content.browser import rows
from ccsr.content.browser.page import Page
from ccsr.content.content.provider import IProvider


class ProviderView(Page):
    """Facts and services of a provider."""

    schema = IProvider

    @property
    def details(self):
        """Return the facts; contacts are among them for who may read them."""
        return self.facts(
            "sector",
            "profit_status",
            "urn",
            "company_number",
            "charity_number",
            "group",
            "responsible_individual",
            "contact_email",
            "contact_phone",
        )

    @property
    def services(self):
        """Return the services that the reader may see, with their latest grades."""
        path = rows.path_of(self.context)
        latest = latest_grades(path)
        return [
            rows.service_row(brain, self, latest.get(brain.getPath(), ()))
            for brain in rows.by_name(rows.entries(path), self.language)
        ]


def latest_grades(path):
    """Return the grades of the newest shared report, by path of the service.

    One search for all services: the newest report that has grades is met first.
    """
    found = {}
    for brain in rows.reports(path, depth=2):
        service = brain.getPath().rpartition("/")[0]
        if service not in found:
            found[service] = [display.grade(one) for one in display.judged(brain.judgements)]
    return found
