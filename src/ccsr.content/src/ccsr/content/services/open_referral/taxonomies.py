"""Our vocabularies as taxonomies of Open Referral."""

from ccsr.content import _
from ccsr.content.config import authorities
from ccsr.content.config import terms
from ccsr.content.config.terms import Term
from ccsr.content.domain import open_referral
from dataclasses import dataclass


@dataclass(frozen=True)
class Taxonomy:
    """A vocabulary; ``field`` is where a service or provider has its terms.

    ``index`` is the catalog's index of it; None where services are looked at.
    """

    name: str
    title: str
    terms: tuple
    field: str
    index: str | None = None

    @property
    def id(self):
        """Its id for Open Referral."""
        return open_referral.taxonomy_id(self.name)

    def term_id(self, token):
        """Return the id of a term for Open Referral."""
        return open_referral.term_id(self.name, token)


AUTHORITIES = tuple(Term(one.gss, one.title) for one in authorities.ALL)

OF_SERVICES = (
    Taxonomy(
        "service_types",
        _("label_service_type", default="Type of service"),
        terms.SERVICE_TYPES,
        "service_type",
        "service_type",
    ),
    Taxonomy(
        "needs", _("label_needs", default="Needs provided for"), terms.NEEDS, "needs", "needs"
    ),
    Taxonomy("genders", _("label_gender", default="Gender"), terms.GENDERS, "gender"),
    Taxonomy(
        "registration_statuses",
        _("label_registration_status", default="Registration status"),
        terms.REGISTRATION_STATUSES,
        "registration_status",
        "registration_status",
    ),
    Taxonomy(
        "local_authorities",
        _("label_local_authority", default="Local authority"),
        AUTHORITIES,
        "local_authority",
        "local_authority",
    ),
    Taxonomy(
        "active_offer",
        _("label_active_offer", default="Welsh Active Offer"),
        terms.ACTIVE_OFFER,
        "active_offer",
    ),
)
OF_PROVIDERS = (
    Taxonomy("sectors", _("label_sector", default="Sector"), terms.SECTORS, "sector"),
    Taxonomy(
        "profit_statuses",
        _("label_profit_status", default="Profit status"),
        terms.PROFIT_STATUSES,
        "profit_status",
    ),
)
ALL = (*OF_SERVICES, *OF_PROVIDERS)
BY_ID = {one.id: one for one in ALL}
TERMS = tuple((one, term) for one in ALL for term in one.terms)
TERM_BY_ID = {one.term_id(term.token): (one, term) for one, term in TERMS}
