"""Providers and services as records of Open Referral, for one reader.

What stands in a record is what the reader would find on the thing's own page;
the address of a home and the contacts have permissions of their own.
"""

from AccessControl import getSecurityManager
from Acquisition import aq_parent
from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.config import terms
from ccsr.content.config.authorities import BY_GSS
from ccsr.content.domain import open_referral
from ccsr.content.services.open_referral import taxonomies
from datetime import UTC
from zope.i18n import translate
from zope.i18nmessageid import Message


LANGUAGES = {term.token: term for term in terms.LANGUAGES}
TYPES = {term.token: term.title for term in terms.SERVICE_TYPES}
SECTORS = {term.token: term.title for term in terms.SECTORS}

IN_AUTHORITY = _("open_referral_service_in", default="${kind}, ${authority}")
ELSEWHERE = _("open_referral_service", default="Registered service")
PROVIDER = _("open_referral_provider", default="Registered provider")
MANAGER = _("label_manager", default="Manager")


class Records:
    """Makes the records of one answer."""

    def __init__(self, base, request):
        self.base = base
        self.request = request

    def say(self, message, **about):
        """Return a message in the reader's language."""
        given = Message(message, mapping=about) if about else message
        return translate(given, context=self.request)

    # -- organizations --------------------------------------------------------

    def organization(self, provider):
        """Return a provider."""
        own = open_referral.uuid(provider.UID())
        return {
            **_named(provider),
            "description": self.say(SECTORS.get(provider.sector, PROVIDER)),
            "uri": provider.absolute_url(),
            **self._address_of_provider(provider),
            "organization_identifiers": list(_identifiers(provider, own)),
            "attributes": self.attributes(provider, own, taxonomies.OF_PROVIDERS),
        }

    def _address_of_provider(self, provider):
        may = _may(permissions.ViewContacts, provider)
        return {"email": provider.contact_email} if may and provider.contact_email else {}

    # -- services -------------------------------------------------------------

    def service(self, service):
        """Return a service with all that belongs to it."""
        own = open_referral.uuid(service.UID())
        provider = aq_parent(service)
        return {
            **self.listed(service),
            "organization": self.organization(provider),
            "languages": [self._language(own, token) for token in service.languages or ()],
            "attributes": self.attributes(service, own, taxonomies.OF_SERVICES),
            "contacts": self._contacts(service, own),
            "service_at_locations": [self._at(service, own)],
        }

    def listed(self, service):
        """Return what a list says of a service: what it has one of."""
        provider = aq_parent(service)
        return {
            **_named(service),
            "description": self._description(service),
            "url": service.absolute_url(),
            "status": open_referral.status(service.registration_status),
            "last_modified": _moment(service),
            **_ages(service),
            "organization": _named(provider),
        }

    def service_at_location(self, service):
        """Return where a service is, with the service."""
        own = open_referral.uuid(service.UID())
        return {**self._at(service, own), "service": self.listed(service)}

    def _at(self, service, own):
        return {
            "id": open_referral.derived(own, "service_at_location"),
            "location": self.location(service, own),
        }

    def location(self, service, own):
        """Return where a service is: town and authority, and to whom it is shown, the address."""
        authority = BY_GSS.get(service.local_authority or "")
        place = service.town or (self.say(authority.title) if authority else "")
        addresses = self._addresses(service, own, authority)
        return {
            "id": open_referral.derived(own, "location"),
            "location_type": "physical",
            "name": place,
            **({"addresses": addresses} if addresses else {}),
        }

    def _addresses(self, service, own, authority):
        known = service.address and _may(permissions.ViewAddress, service)
        if not known:
            return []
        return [
            {
                "id": open_referral.derived(own, "address"),
                "address_1": ", ".join(line.strip() for line in service.address.splitlines()),
                "city": service.town or "",
                "state_province": self.say(authority.title) if authority else "",
                "postal_code": service.postcode or "",
                "country": "GB",
                "address_type": "physical",
            }
        ]

    def _contacts(self, service, own):
        if not (service.manager and _may(permissions.ViewContacts, service)):
            return []
        contact = {"name": service.manager, "title": self.say(MANAGER)}
        return [{"id": open_referral.derived(own, "manager"), **contact}]

    def _description(self, service):
        kind = self.say(TYPES.get(service.service_type, ELSEWHERE))
        authority = BY_GSS.get(service.local_authority or "")
        if authority is None:
            return kind
        return self.say(IN_AUTHORITY, kind=kind, authority=self.say(authority.title))

    def _language(self, own, token):
        term = LANGUAGES.get(token) or terms.Term(token, token)
        return open_referral.language(own, term, self.say(term.title))

    # -- taxonomies -----------------------------------------------------------

    def attributes(self, thing, own, of):
        """Return the terms that a thing has of these taxonomies."""
        return [
            self._attribute(own, taxonomy, term)
            for taxonomy in of
            for term in taxonomy.terms
            if term.token in values(thing, taxonomy)
        ]

    def _attribute(self, own, taxonomy, term):
        return {
            "id": open_referral.derived(own, taxonomy.name, term.token),
            "link_id": own,
            "link_type": taxonomy.name,
            "taxonomy_term_id": taxonomy.term_id(term.token),
            "taxonomy_term": self.term(taxonomy, term),
        }

    def taxonomy(self, taxonomy):
        """Return a vocabulary."""
        title = self.say(taxonomy.title)
        address = f"{self.base}/taxonomies/{taxonomy.id}"
        return {"id": taxonomy.id, "name": title, "description": title, "uri": address}

    def term(self, taxonomy, term):
        """Return a term of a vocabulary."""
        title = self.say(term.title)
        own = taxonomy.term_id(term.token)
        return {
            "id": own,
            "code": term.token,
            "name": title,
            "description": title,
            "taxonomy": self.say(taxonomy.title),
            "taxonomy_id": taxonomy.id,
            "term_uri": f"{self.base}/taxonomy_terms/{own}",
        }


def values(thing, taxonomy):
    """Return the tokens that a thing has of a taxonomy."""
    given = getattr(thing.aq_base, taxonomy.field, None)
    return given if isinstance(given, list) else [given]


def _named(entry):
    found = {"id": open_referral.uuid(entry.UID()), "name": entry.title}
    return {**found, "alternate_name": entry.title_cy} if entry.title_cy else found


def _identifiers(provider, own):
    """Yield the numbers of a provider, by the registers' codes of org-id.guide."""
    for scheme, kind, number in (
        ("GB-COH", "company_number", provider.company_number),
        ("GB-CHC", "charity_number", provider.charity_number),
        ("CIW", "urn", provider.urn),
    ):
        if number:
            yield {
                "id": open_referral.derived(own, kind),
                "identifier_scheme": scheme,
                "identifier_type": kind,
                "identifier": number,
            }


def _ages(service):
    ages = {"minimum_age": service.age_from, "maximum_age": service.age_to}
    return {name: age for name, age in ages.items() if age is not None}


def _moment(thing):
    return open_referral.moment(thing.modification_date.asdatetime().astimezone(UTC))


def _may(permission, thing):
    return bool(getSecurityManager().checkPermission(permission, thing))
