"""``GET {site}/@open-referral/…``: the endpoints of Open Referral UK.

Shared services of shared providers, to whom the catalog would list them; to an
officer too nothing else, since what is answered here is made to be passed on.
"""

from ccsr.content.domain import open_referral
from ccsr.content.domain.open_referral import NotAsked
from ccsr.content.services.open_referral import taxonomies
from ccsr.content.services.open_referral.records import Records
from ccsr.content.services.open_referral.records import values
from functools import cached_property
from plone import api
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


#: Names that Plone itself puts into addresses.
NOT_OURS = frozenset({"set_language"})
#: ``/@open-referral/services/{id}``
DEEPEST = 2


class Register:
    """What one reader may pass on: records of the catalog, by name."""

    @cached_property
    def catalog(self):
        """The catalog."""
        return api.portal.get_tool("portal_catalog")

    @cached_property
    def providers(self):
        """Shared providers by path."""
        found = self.catalog.searchResults(portal_type="Provider", review_state="shared")
        return {brain.getPath(): brain for brain in sorted(found, key=_by_name)}

    def services(self, **query):
        """Return the shared services of shared providers."""
        found = self.catalog.searchResults(portal_type="Service", review_state="shared", **query)
        return sorted((one for one in found if _holder(one) in self.providers), key=_by_name)

    def asked(self, asked):
        """Return the services that are asked for."""
        query = {"SearchableText": asked.search} if asked.search else {}
        taxonomy, term = taxonomies.TERM_BY_ID.get(asked.taxonomy_term_id, (None, None))
        if asked.taxonomy_term_id and taxonomy not in taxonomies.OF_SERVICES:
            return []
        if taxonomy and taxonomy.index:
            query[taxonomy.index] = term.token
        found = self.services(**query)
        if taxonomy and not taxonomy.index:
            # What the catalog does not know is asked of the services.
            found = [one for one in found if term.token in values(one.getObject(), taxonomy)]
        return [one for one in found if self._is_asked(one, asked)]

    def _is_asked(self, brain, asked):
        holder = self.providers[_holder(brain)]
        if asked.organization_id and open_referral.uid(asked.organization_id) != holder.UID:
            return False
        after = asked.modified_after
        return after is None or brain.modified.asdatetime() >= after

    def service(self, identifier):
        """Return the service with this id; raises ``NotFound``."""
        found = self.services(UID=_uid(identifier))
        return _only(found)

    def located(self, identifier):
        """Return the service whose place has this id; raises ``NotFound``."""
        named = "service_at_location"
        return _only(
            [
                one
                for one in self.services()
                if open_referral.derived(open_referral.uuid(one.UID), named) == identifier
            ]
        )

    def provider(self, identifier):
        """Return the provider with this id; raises ``NotFound``."""
        return _only([one for one in self.providers.values() if _uid(identifier) == one.UID])


def _uid(identifier):
    return open_referral.uid(identifier) or "-"


def _only(found):
    if not found:
        raise NotFound("id")
    return found[0].getObject()


def _holder(brain):
    return brain.getPath().rpartition("/")[0]


def _by_name(brain):
    return brain.Title.casefold(), brain.UID


@implementer(IPublishTraverse)
class OpenReferralGet(Service):
    """The list or the record that the path names; 404 for what is not there for this reader."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path = []

    def publishTraverse(self, request, name):
        """Take the path off the address."""
        if len(self.path) >= DEEPEST:
            raise NotFound(name)
        self.path.append(name)
        return self

    def reply(self):
        """Return it; 400 with a sentence for what the list does not take."""
        endpoint = ENDPOINTS.get(self.path[0] if self.path else "")
        if endpoint is None or (len(self.path) == DEEPEST and endpoint.one is None):
            raise NotFound("/".join(self.path))
        try:
            answer = endpoint.one if len(self.path) == DEEPEST else endpoint.all
            return answer(self, *self.path[1:])
        except NotAsked as error:
            self.request.response.setStatus(400)
            sentence = Message(error.message, mapping={"name": error.name})
            message = translate(sentence, context=self.request)
            return {"type": "BadRequest", "message": message, "parameter": error.name}

    @cached_property
    def register(self):
        """What this reader may pass on."""
        return Register()

    @cached_property
    def records(self):
        """Makes the records."""
        return Records(f"{self.context.absolute_url()}/@open-referral", self.request)

    def asked(self, *known):
        """Read the parameters."""
        form = {name: one for name, one in self.request.form.items() if name not in NOT_OURS}
        return open_referral.read(form, (*open_referral.PAGING, *known))

    def about(self):
        """Return what this interface is."""
        return {
            "version": open_referral.VERSION,
            "profile": open_referral.PROFILE,
            "openapi_url": f"{self.context.absolute_url()}/@openapi",
        }

    def services(self):
        """Return a page of services."""
        asked = self.asked(*OF_SERVICES, "full")
        show = self.records.service if asked.full else self.records.listed
        # A page of services is woken: half of what is asked for is in no column.
        found = self.register.asked(asked)
        return open_referral.page(found, asked, lambda one: show(one.getObject()))

    def service(self, identifier):
        """Return one with all that belongs to it."""
        return self.records.service(self.register.service(identifier))

    def places(self):
        """Return a page of services at their places."""
        asked = self.asked(*OF_SERVICES)
        show = self.records.service_at_location
        found = self.register.asked(asked)
        return open_referral.page(found, asked, lambda one: show(one.getObject()))

    def place(self, identifier):
        """Return one."""
        return self.records.service_at_location(self.register.located(identifier))

    def organizations(self):
        """Return a page of providers."""
        show = self.records.organization
        found = list(self.register.providers.values())
        return open_referral.page(found, self.asked(), lambda one: show(one.getObject()))

    def organization(self, identifier):
        """Return one."""
        return self.records.organization(self.register.provider(identifier))

    def taxonomies(self):
        """Return a page of vocabularies."""
        return open_referral.page(taxonomies.ALL, self.asked(), self.records.taxonomy)

    def taxonomy(self, identifier):
        """Return one."""
        if identifier not in taxonomies.BY_ID:
            raise NotFound("id")
        return self.records.taxonomy(taxonomies.BY_ID[identifier])

    def terms(self):
        """Return a page of terms."""
        show = self.records.term
        return open_referral.page(taxonomies.TERMS, self.asked(), lambda one: show(*one))

    def term(self, identifier):
        """Return one."""
        if identifier not in taxonomies.TERM_BY_ID:
            raise NotFound("id")
        return self.records.term(*taxonomies.TERM_BY_ID[identifier])


OF_SERVICES = ("search", "modified_after", "taxonomy_term_id", "organization_id")


class Endpoint:
    """What answers for a list, and for one of its things."""

    def __init__(self, all, one=None):
        self.all, self.one = all, one


ENDPOINTS = {
    "": Endpoint(lambda service: service.about()),
    "services": Endpoint(OpenReferralGet.services, OpenReferralGet.service),
    "service_at_locations": Endpoint(OpenReferralGet.places, OpenReferralGet.place),
    "organizations": Endpoint(OpenReferralGet.organizations, OpenReferralGet.organization),
    "taxonomies": Endpoint(OpenReferralGet.taxonomies, OpenReferralGet.taxonomy),
    "taxonomy_terms": Endpoint(OpenReferralGet.terms, OpenReferralGet.term),
}
