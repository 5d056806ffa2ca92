"""The last inspections of services, for lists: nothing is woken.

Only shared reports count, whoever asks: what a list says of a service must not differ
from what a commissioner may know.
"""

from ccsr.content.domain.judgements import Judgement
from ccsr.content.domain.judgements import read
from ccsr.search import facets
from ccsr.search.results import bitmap
from ccsr.search.results import signed
from dataclasses import dataclass
from datetime import date


#: Inspections that are told of a service.
LAST = 2


@dataclass(frozen=True)
class Inspection:
    """A shared report with its judgements."""

    url: str
    title: str
    day: date
    judgements: tuple[Judgement, ...]

    @property
    def framework(self):
        """Return the token of the framework that it judges by."""
        return self.judgements[0].framework


class Inspections:
    """The reports of services among the records that the reader may see."""

    def __init__(self, catalog, visible):
        self.records = catalog._catalog
        self.index = self.records.getIndex
        self.shared = visible & facets.matching(self.index("portal_type"), ["InspectionReport"])
        self.shared &= facets.matching(self.index("review_state"), ["shared"])

    def last(self, path, most=LAST):
        """Return the last inspections of the service at a path that judge, the newest first."""
        days = self.index("document_date").documentToKeyMap()
        inside = self.index("path")._index_parents.get(path, ())
        rids = signed(bitmap(inside) & self.shared)
        dated = sorted((rid for rid in rids if rid in days), key=lambda rid: -days[rid])
        found = []
        for rid in dated:
            brain = self.records[rid]
            if brain.judgements:
                found.append(_inspection(brain))
            if len(found) == most:
                break
        return tuple(found)


def judgements_of(columns):
    """Return the judgements that a record's column holds."""
    return tuple(
        judgement
        for framework, theme, grade in columns or ()
        for judgement in read(framework, [{"theme": theme, "grade": grade}])
    )


def _inspection(brain):
    return Inspection(
        brain.getURL(), brain.Title, brain.document_date, judgements_of(brain.judgements)
    )
