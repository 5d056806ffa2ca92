"""Facets: one adapter answers for a thing, one indexer a name asks it.

A document is found by what is known of its service and provider, so those
values are indexed with it (``subscribers.reindex`` renews them).
"""

from Acquisition import aq_base
from ccsr.content.config.authorities import region_of
from ccsr.content.content.judged import shared_reports
from ccsr.content.content.provider import IProvider
from ccsr.content.content.service import IService
from ccsr.content.domain import near
from ccsr.content.domain import titles
from ccsr.content.domain.duties import annual_inspection_due
from ccsr.content.domain.facets import AGES
from ccsr.content.domain.naming import alphabetic
from ccsr.content.domain.queue import READY
from ccsr.content.domain.titles import welsh_title
from ccsr.content.interfaces import IConcealments
from ccsr.content.interfaces import IJudged
from ccsr.content.interfaces import IReviewed
from ccsr.content.interfaces import ISharingGate
from functools import cached_property
from functools import partial
from plone import api
from plone.indexer import indexer


class Facets:
    """The facet values of a provider, service or document; None where it has none."""

    def __init__(self, thing):
        self.thing = thing
        # Without acquisition: a document has no Welsh title of its service's.
        self.own = aq_base(thing)

    @cached_property
    def service(self):
        return next(filter(IService.providedBy, _with_holders(self.thing)), None)

    @cached_property
    def provider(self):
        return next(filter(IProvider.providedBy, _with_holders(self.thing)), None)

    def _of_service(self, name):
        return getattr(self.service, name, None)

    @property
    def service_type(self):
        return self._of_service("service_type")

    @property
    def local_authority(self):
        return self._of_service("local_authority")

    @property
    def whereabouts(self):
        """Where a service is, of what anybody may know who sees it; not its address."""
        return near.whereabouts(self._of_service("town"), self.local_authority)

    @property
    def region(self):
        return region_of(self.local_authority)

    @property
    def sector(self):
        return getattr(self.provider, "sector", None)

    @property
    def registration_status(self):
        return self._of_service("registration_status")

    @property
    def needs(self):
        return self._of_service("needs")

    @property
    def ages(self):
        """Every age that a service is for; its documents are not for any."""
        if not IService.providedBy(self.thing):
            return None
        first, last = self.thing.age_from, self.thing.age_to
        return None if None in (first, last) else [age for age in AGES if first <= age <= last]

    @property
    def judgement(self):
        judged = IJudged(self.thing, None)
        return sorted({one.token for one in judged.judgements}) if judged else None

    @property
    def judgements(self):
        judged = IJudged(self.thing, None)
        if judged is None:
            return None
        return tuple((one.framework, one.theme.token, one.grade.token) for one in judged.judgements)

    @property
    def framework(self):
        if IService.providedBy(self.thing):
            found = IJudged(self.thing).judgements
            return found[0].framework if found else None
        return getattr(self.own, "framework", None)

    @property
    def document_date(self):
        return titles.document_date(self.own)

    @property
    def year(self):
        day = self.document_date
        return day.year if day else None

    @property
    def inspection_kind(self):
        return getattr(self.own, "inspection_kind", None)

    @property
    def issued(self):
        return getattr(self.own, "issued", None)

    @property
    def registered_on(self):
        return getattr(self.own, "registered_on", None)

    @property
    def received(self):
        return getattr(self.own, "received", None)

    @property
    def urn(self):
        if not (IService.providedBy(self.thing) or IProvider.providedBy(self.thing)):
            return None
        former = getattr(self.own, "former_urns", None) or ()
        return [urn for urn in (self.thing.urn, *former) if urn]

    @property
    def capacity(self):
        if not IService.providedBy(self.thing):
            return None
        return (self.thing.places, self.thing.age_from, self.thing.age_to)

    @property
    def outcome(self):
        return getattr(self.own, "outcome", None)

    @property
    def places(self):
        return getattr(self.own, "places", None)

    @property
    def stage(self):
        return getattr(self.own, "stage", None)

    @property
    def file_size(self):
        file = getattr(self.own, "file", None)
        return file.getSize() if file else None

    @property
    def annual_due(self):
        if not IService.providedBy(self.thing):
            return None
        annual = [
            report.inspected_to
            for report in shared_reports(self.thing)
            if report.inspection_kind == "annual"
        ]
        return annual_inspection_due(
            self.thing.service_type,
            self.thing.registration_status,
            self.thing.registered_on,
            annual,
        )

    @property
    def review_due(self):
        concealment = IConcealments(self.thing).current()
        return concealment.review_on if concealment else None

    @property
    def concealed_on(self):
        concealment = IConcealments(self.thing).current()
        return concealment.concealed_at if concealment else None

    @property
    def shared_on(self):
        return _shared_on(self.thing)

    @property
    def sharing_stops(self):
        if api.content.get_state(self.thing, None) != "draft":
            return None
        return sorted({one.rule for one in ISharingGate(self.thing).refusals()}) or [READY]

    @property
    def title_cy(self):
        return welsh_title(self.thing)

    @property
    def welsh_name(self):
        """What a Welsh reader's lists go by: what is shown to them, in their alphabet."""
        return alphabetic(self.title_cy or self.own.title or "", "cy")

    @property
    def service_ref(self):
        return _reference(self.service)

    @property
    def provider_ref(self):
        return _reference(self.provider)


def _with_holders(thing):
    while thing:
        yield thing
        thing = getattr(thing, "__parent__", None)


def _reference(entry):
    """Return path, title and Welsh title, for listings that wake no object."""
    if entry is None:
        return None
    return ("/".join(entry.getPhysicalPath()), entry.title, entry.title_cy)


def _shared_on(thing):
    """Return when a shared thing was last shared.

    A reveal does not count: to a commissioner it restores exactly what was, the
    day included (protocol 5.4).
    """
    if api.content.get_state(thing, None) != "shared":
        return None
    workflows = api.portal.get_tool("portal_workflow")
    entries = workflows.getHistoryOf(workflows.getChainFor(thing)[0], thing)
    return max((entry["time"] for entry in entries if entry["action"] == "share"), default=None)


def _ask(name, thing):
    value = getattr(Facets(thing), name)
    if value is None or value == []:
        # What has no value is not in the index at all, so that it is not counted.
        raise AttributeError(name)
    return value


def indexer_for(name):
    """Return the indexer of one facet."""
    return indexer(IReviewed)(partial(_ask, name))


ages = indexer_for("ages")
annual_due = indexer_for("annual_due")
capacity = indexer_for("capacity")
concealed_on = indexer_for("concealed_on")
document_date = indexer_for("document_date")
file_size = indexer_for("file_size")
framework = indexer_for("framework")
inspection_kind = indexer_for("inspection_kind")
issued = indexer_for("issued")
judgement = indexer_for("judgement")
judgements = indexer_for("judgements")
local_authority = indexer_for("local_authority")
needs = indexer_for("needs")
outcome = indexer_for("outcome")
places = indexer_for("places")
provider_ref = indexer_for("provider_ref")
received = indexer_for("received")
region = indexer_for("region")
registered_on = indexer_for("registered_on")
registration_status = indexer_for("registration_status")
review_due = indexer_for("review_due")
sector = indexer_for("sector")
service_ref = indexer_for("service_ref")
service_type = indexer_for("service_type")
shared_on = indexer_for("shared_on")
sharing_stops = indexer_for("sharing_stops")
stage = indexer_for("stage")
title_cy = indexer_for("title_cy")
urn = indexer_for("urn")
welsh_name = indexer_for("welsh_name")
whereabouts = indexer_for("whereabouts")
year = indexer_for("year")
