"""Rows about liaison items, made of the catalog's columns for whoever may see the item."""

from ccsr.content.content.discrepancy_language import retold
from ccsr.content.content.liaison import ILiaisonItem
from ccsr.content.domain import dates
from ccsr.content.domain.liaison_list import Row
from datetime import date
from plone import api
from typing import Any


def rows(language: str = "", **query: Any) -> list[Row]:
    """Return a row of each item that whoever asks may see; for readers in their language."""
    found = _find(object_provides=ILiaisonItem.__identifier__, **query)
    return [_row(brain, language) for brain in found]


def title(brain: Any, language: str) -> str:
    """Return the title of a record; what the program gave a discrepancy in a language."""
    is_kept = getattr(brain, "liaison_kind", None) == "discrepancy"
    return retold(brain.Title, language) if is_kept else brain.Title


def services(uids: list[str]) -> dict[str, Any]:
    """Return the records of services by UID, of those that whoever asks may see."""
    wanted = [uid for uid in set(uids) if uid]
    return {brain.UID: brain for brain in _find(UID=wanted)} if wanted else {}


def _row(brain: Any, language: str) -> Row:
    return Row(
        uid=brain.UID,
        title=title(brain, language),
        url=brain.getURL(),
        kind=brain.liaison_kind or "",
        state=brain.review_state,
        service=brain.liaison_service or "",
        authority=brain.local_authority or "",
        prepared=bool(brain.liaison_prepared),
        raised=_day(brain.created.asdatetime()),
        since=_day(brain.liaison_since) if brain.liaison_since else None,
        today=dates.today(),
    )


def _day(moment: Any) -> date:
    found: date = moment.astimezone(dates.ZONE).date()
    return found


def _find(**query: Any) -> Any:
    return api.portal.get_tool("portal_catalog").searchResults(**query)
