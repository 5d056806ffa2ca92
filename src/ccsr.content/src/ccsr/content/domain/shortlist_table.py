"""The columns of a shortlist as a table: what its page shows, and the owner's notes."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain import export
from ccsr.content.domain.export import ADDRESS
from ccsr.content.domain.export import Column
from ccsr.content.domain.export import STATE


_OF_EXPORT = {column.name: column for column in export.COLUMNS}

COLUMNS = (
    Column("place", _("shortlist_table_place", default="Place"), 6),
    _OF_EXPORT["title"],
    _OF_EXPORT["provider"],
    _OF_EXPORT["service_type"],
    Column("town", _("label_town", default="Town"), 20),
    _OF_EXPORT["local_authority"],
    _OF_EXPORT["status"],
    _OF_EXPORT["urn"],
    _OF_EXPORT["places"],
    Column("ages", _("label_ages", default="Ages"), 8),
    Column("annual", _("facet_overdue", default="Annual inspection"), 30),
    Column("last_day", _("beside_last_day", default="Last inspection"), 12),
    Column("last", _("beside_last", default="Judgements of the last inspection"), 50),
    Column("before_day", _("beside_before_day", default="Inspection before that"), 12),
    Column("before", _("beside_before", default="Judgements of the inspection before that"), 50),
    Column("note", _("shortlist_note", default="My note"), 60),
)


def columns(with_states: bool) -> tuple[Column, ...]:
    """Return the columns for a reader; the state is for those who see more than one."""
    return (*COLUMNS, STATE, ADDRESS) if with_states else (*COLUMNS, ADDRESS)
