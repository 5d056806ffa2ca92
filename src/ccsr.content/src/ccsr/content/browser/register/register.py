"""The register's page: its providers by name."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import rows
from ccsr.content.browser.page import Action
from ccsr.content.browser.page import Page
from ccsr.content.domain.naming import title_in
from dataclasses import dataclass
from plone import api
from plone.base.batch import Batch


#: Providers on one page.
BATCH = 25

#: Links beside the register, each with what one must be allowed to use it.
LINKS = (
    (
        "csv",
        _("register_as_csv", default="Save as CSV"),
        "register-table",
        permissions.UseFind,
    ),
    (
        "import",
        _("register_import", default="Import a register"),
        "import-register",
        permissions.ImportRegister,
    ),
)


@dataclass(frozen=True)
class ProviderRow:
    """A provider in the list; ``areas`` are authorities or regions in words."""

    title: str
    href: str
    state: str
    sector: str
    services: int
    authorities: list


class RegisterView(Page):
    """Lists the providers that the reader may see, with their services counted."""

    #: A part of the portal needs no second name: it is known by its place.
    other_title = None

    @property
    def actions(self):
        """Return the links of the toolbar: the register as a file, an import of one."""
        site = api.portal.get()
        links = [
            Action(id, label, f"{site.absolute_url()}/@@{name}")
            for id, label, name, permission in LINKS
            if self.allowed(permission, site)
        ]
        return [*super().actions, *links]

    @property
    def batch(self):
        """Return the records of the providers on this page."""
        if not hasattr(self, "_batch"):
            found = rows.by_name(rows.entries(rows.path_of(self.context)), self.language)
            self._batch = Batch(found, BATCH, rows.start(self.request))
        return self._batch

    @property
    def providers(self):
        """Return the rows of this page."""
        records = list(self.batch)
        services = self._services([brain.getPath() for brain in records])
        return [self._row(brain, services[brain.getPath()]) for brain in records]

    def _services(self, paths):
        """Return the services below each path; only the catalog is asked."""
        held = {path: [] for path in paths}
        for brain in rows.entries(paths) if paths else ():
            held[brain.getPath().rpartition("/")[0]].append(brain)
        return held

    def _row(self, brain, services):
        places = {brain.local_authority for brain in services if brain.local_authority}
        return ProviderRow(
            title_in(self.language, brain.Title, brain.title_cy or None),
            brain.getURL(),
            brain.review_state,
            self.term("sectors", brain.sector or None),
            len(services),
            [self.term("local_authorities", gss) for gss in sorted(places)],
        )
