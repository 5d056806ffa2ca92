"""Rows about liaison items, made of the catalog's columns for whoever may see the item."""

from ccsr.content.browser.listing import as_date
from ccsr.content.browser.listing import column
from ccsr.content.content.liaison import ILiaisonItem
from ccsr.content.domain.liaison_list import Row


def rows(view, **query):
    """Return a row of each item that the reader may see."""
    found = view.find(object_provides=ILiaisonItem.__identifier__, **query)
    return [row(view, brain) for brain in found]


def row(view, brain):
    """Return the row of one item."""
    return Row(
        uid=brain.UID,
        title=brain.Title,
        url=brain.getURL(),
        kind=column(brain, "liaison_kind") or "",
        state=brain.review_state,
        service=column(brain, "liaison_service") or "",
        authority=column(brain, "local_authority") or "",
        prepared=bool(column(brain, "liaison_prepared")),
        raised=as_date(brain.created),
        since=as_date(column(brain, "liaison_since")),
        today=view.today,
    )


def services(view, uids):
    """Return the records of services by UID, of those that the reader may see."""
    wanted = [uid for uid in set(uids) if uid]
    return {brain.UID: brain for brain in view.find(UID=wanted)} if wanted else {}
