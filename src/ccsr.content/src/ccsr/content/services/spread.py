"""How many of what was found lie in each authority and town, counted on bitmaps.

Nothing is counted that the list would not show to the same reader, and a town counts
only what has its address open to them: where children live is told by authority alone.
"""

from ccsr.content.config.authorities import BY_GSS
from ccsr.content.config.places import TOWNS
from ccsr.content.config.terms import RESTRICTED_ADDRESS
from ccsr.content.domain.addresses import open_to
from ccsr.content.domain.facets import BY_NAME
from ccsr.search import facets
from functools import cached_property


AUTHORITY = BY_NAME["local_authority"]


class Spread:
    """Where the ``services.hits.Hits`` lie, for a reader with `roles`; wakes no object."""

    def __init__(self, hits, roles):
        self.hits = hits
        self.types = open_to(roles)

    @property
    def knows_all(self):
        """Whether no address is kept from the reader."""
        return self.types >= RESTRICTED_ADDRESS

    @cached_property
    def authorities(self):
        """Numbers by GSS code; as a facet, so that chosen ones hide none of the others."""
        counts = self.hits.counts(AUTHORITY)
        return {gss: number for gss, number in counts.items() if gss in BY_GSS}

    @cached_property
    def towns(self):
        """Numbers by a town's id, of what has its address open."""
        records = self.hits.catalog._catalog
        is_open = facets.matching(records.getIndex("service_type"), self.types)
        counts = facets.counts(records.getIndex("whereabouts"), self.hits.found & is_open)
        return {town: number for town, number in counts.items() if town in TOWNS}

    @property
    def elsewhere(self):
        """How many are in no authority of Wales; None where authorities were chosen."""
        if AUTHORITY.name in self.hits.search.selected:
            return None
        return self.hits.total - sum(self.authorities.values())
