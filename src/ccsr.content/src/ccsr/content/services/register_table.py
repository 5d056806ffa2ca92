"""The register as a CSV: a row for each service that the reader may see, by name.

As with an export of Find, who may see what is known when the request ends and
asked of the catalog anew for each lot of rows.
"""

from Acquisition import aq_base
from ccsr.content.config import terms
from ccsr.content.config.authorities import BY_GSS
from ccsr.content.config.authorities import region_of
from ccsr.content.domain import dates
from ccsr.content.domain import export
from ccsr.content.domain import register_table
from ccsr.content.services.export import CHUNK
from ccsr.content.services.export import Reader
from ccsr.content.services.export_rows import fresh
from ccsr.content.services.export_rows import Rows
from ccsr.content.services.order import names_in
from datetime import datetime
from functools import cache
from functools import reduce
from plone import api


TITLES = {
    field: {term.token: term.title for term in found}
    for field, found in {
        "service_type": terms.SERVICE_TYPES,
        "registration_status": terms.REGISTRATION_STATUSES,
        "gender": terms.GENDERS,
        "needs": terms.NEEDS,
        "languages": terms.LANGUAGES,
        "active_offer": terms.ACTIVE_OFFER,
        "sector": terms.SECTORS,
        "region": terms.REGIONS,
    }.items()
}


class RegisterTable:
    """The table; nothing of it needs the request once it is made."""

    def __init__(self, request):
        catalog = api.portal.get_tool("portal_catalog")
        self.reader = Reader.of(catalog, request)
        self.made = datetime.now(dates.ZONE)
        self._database = catalog._p_jar.db()
        self._oid = catalog._catalog._p_oid
        found = catalog.searchResults(portal_type="Service", sort_on=names_in(self.reader.language))
        self._rids = [brain.getRID() for brain in found]

    @property
    def total(self):
        """How many rows there are."""
        return len(self._rids)

    def lines(self):
        """Yield the bytes of the CSV as they are made."""
        columns = register_table.columns(self.reader.sees_states)
        say = cache(self.reader.say)
        yield export.BOM + export.csv_lines([[say(column.title) for column in columns]])
        for start in range(0, len(self._rids), CHUNK):
            with fresh(self._database, self._oid) as catalog:
                made = _Made(catalog, Rows(catalog, self.reader, say), say)
                rows = [made.row(rid) for rid in self._rids[start : start + CHUNK]]
                yield export.csv_lines(
                    [row[column.name] for column in columns] for row in rows if row
                )


class _Made:
    """Rows of services at one moment."""

    def __init__(self, catalog, rows, say):
        self.catalog = catalog
        self.rows = rows
        self.say = say
        self._root = catalog._p_jar.root()["Application"]

    def row(self, rid):
        """Return the cells of a service; None where it is gone or not for this reader."""
        record = self.rows.record(rid)
        if record is None:
            return None
        path = self.catalog.paths[rid]
        # Most of a row is in no column of the catalog, which has just said who may see it.
        service = self._thing(path)
        return {
            **{name: getattr(service, name, None) or "" for name in PLAIN},
            **{name: getattr(service, name, None) for name in ("registered_on", *NUMBERS)},
            **{name: self._terms(service, name) for name in TERMS},
            **self._of_place(service),
            **self._of_provider(path),
            "former_urns": register_table.BETWEEN.join(getattr(service, "former_urns", None) or ()),
            "state": self.say(export.STATES[record["review_state"]]),
            "address": self.rows.reader.url(path),
        }

    def _thing(self, path):
        found = reduce(lambda holder, name: holder._getOb(name), path.split("/")[1:], self._root)
        # A service without a Welsh name would acquire its provider's.
        return aq_base(found)

    def _of_provider(self, path):
        holder = path.rpartition("/")[0]
        rid = self.catalog.uids.get(holder)
        if rid is None or self.rows.record(rid) is None:
            return dict.fromkeys(OF_PROVIDER, "")
        provider = self._thing(holder)
        return {
            "provider": provider.title,
            "provider_cy": getattr(provider, "title_cy", None) or "",
            "provider_urn": getattr(provider, "urn", None) or "",
            "sector": self._terms(provider, "sector"),
        }

    def _of_place(self, service):
        gss = getattr(service, "local_authority", None)
        authority, region = BY_GSS.get(gss or ""), region_of(gss)
        return {
            "local_authority": self.say(authority.title) if authority else "",
            "region": self.say(TITLES["region"][region]) if region else "",
        }

    def _terms(self, thing, name):
        given = getattr(thing, name, None) or ()
        tokens = [given] if isinstance(given, str) else given
        titles = TITLES[name]
        said = [self.say(titles[token]) for token in tokens if token in titles]
        return register_table.BETWEEN.join(said)


PLAIN = ("title", "title_cy", "also_known_as", "urn", "town")
NUMBERS = ("places", "age_from", "age_to")
TERMS = ("service_type", "registration_status", "gender", "needs", "languages", "active_offer")
OF_PROVIDER = ("provider", "provider_cy", "provider_urn", "sector")
