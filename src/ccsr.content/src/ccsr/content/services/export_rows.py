"""Rows of an export: catalog records as one reader may see them at one moment."""

from ccsr.content.config.authorities import region_of
from ccsr.content.domain import export
from ccsr.content.domain.facets import BY_NAME
from ccsr.content.domain.judgements import read
from ccsr.content.domain.naming import title_in
from contextlib import contextmanager
from DateTime import DateTime
from functools import cache
from transaction import TransactionManager


#: What is read of a record.
COLUMNS = (
    "Title",
    "capacity",
    "document_date",
    "framework",
    "judgements",
    "local_authority",
    "portal_type",
    "provider_ref",
    "registration_status",
    "review_state",
    "service_ref",
    "service_type",
    "title_cy",
    "urn",
)


@contextmanager
def fresh(database, oid):
    """Give an object of the database as it is now; nothing stays open afterwards."""
    manager = TransactionManager()
    connection = database.open(manager)
    try:
        # What another process has just committed is seen only from here on.
        manager.begin()
        yield connection.get(oid)
    finally:
        manager.abort()
        connection.close()


class Rows:
    """Records of a catalog at one moment, as cells by the name of their column."""

    def __init__(self, catalog, reader, say):
        self.catalog = catalog
        self.reader = reader
        self.say = say
        self._readers = catalog.getIndex("allowedRolesAndUsers").getEntryForObject
        times = catalog.getIndex("effectiveRange")
        self._times = times.getEntryForObject
        self._now = times._convertDateTime(DateTime())
        self._holder = cache(self._look_up)

    def row(self, rid):
        """Return the cells of a record; None where it is gone or not for this reader."""
        one = self.record(rid)
        if one is None:
            return None
        service = self._holder(_path(one["service_ref"]))
        provider = self._holder(_path(one["provider_ref"]))
        return {
            "title": one["Title"],
            "title_cy": one["title_cy"] or "",
            "kind": self._title_of("type", one["portal_type"]),
            "service": self._name(service),
            "provider": self._name(provider),
            "urn": _first((one if one["urn"] else service or {}).get("urn")),
            "date": one["document_date"] or None,
            "state": self.say(export.STATES[one["review_state"]]),
            "address": self.reader.url(self.catalog.paths[rid]),
            **self._of_register(one),
            **self._of_judgements(one),
        }

    def record(self, rid):
        """Return a record's columns by name; None where it is not for this reader."""
        values = self.catalog.data.get(rid)
        if values is None or not self.is_visible(rid):
            return None
        return {name: values[self.catalog.schema[name]] for name in COLUMNS}

    def is_visible(self, rid):
        """Return whether the catalog would list a record to this reader now."""
        if self.reader.ids.isdisjoint(self._readers(rid) or ()):
            return False
        since, until = self._times(rid) or (None, None)
        early = since is not None and since > self._now
        late = until is not None and until < self._now
        return self.reader.sees_all_times or not (early or late)

    def _of_register(self, one):
        authority = one["local_authority"] or ""
        places, youngest, oldest = one["capacity"] or (None, None, None)
        return {
            "local_authority": self._title_of("local_authority", authority),
            "region": self._title_of("region", region_of(authority) or ""),
            "service_type": self._title_of("service_type", one["service_type"] or ""),
            "status": self._title_of("registration_status", one["registration_status"] or ""),
            "places": places,
            "age_from": youngest,
            "age_to": oldest,
        }

    def _of_judgements(self, one):
        rows = one["judgements"] or ()
        said = [text for row in rows if (text := self._judgement(*row))]
        return {
            "framework": self._title_of("framework", one["framework"] or ""),
            "judgements": export.BETWEEN_JUDGEMENTS.join(said),
        }

    def _judgement(self, framework, theme, grade):
        for one in read(framework, [{"theme": theme, "grade": grade}]):
            return self.say(
                export.JUDGEMENT, theme=self.say(one.theme.title), grade=self.say(one.grade.title)
            )
        return None

    def _title_of(self, facet, value):
        return self.say(BY_NAME[facet].title_of(value)) if value else ""

    def _look_up(self, path):
        rid = self.catalog.uids.get(path) if path else None
        return None if rid is None else self.record(rid)

    def _name(self, one):
        return title_in(self.reader.language, one["Title"], one["title_cy"] or None) if one else ""


def _path(reference):
    return reference[0] if reference else None


def _first(urns):
    return urns[0] if urns else ""
