"""Dates of the demo's history: as if its months of work had been months."""

from ccsr.content.domain.concealment import Concealment
from DateTime import DateTime
from datetime import date
from datetime import timedelta


def of_document(planned, today: date) -> tuple[date, date]:
    """Return the days on which a document was created and was shared."""
    fields = planned.fields
    known = [fields.get(name) for name in ("received", "completed", "notice_date")]
    created = max(day for day in known if day)
    return min(created, today), min(created + timedelta(days=3), today)


def antedate(thing, created: date, decided: date) -> None:
    """Set the dates of creation, of the last change and of the transitions so far."""
    thing.creation_date = _noon(created)
    histories = thing.workflow_history
    for name, entries in list(histories.items()):
        first, *later = ({**entry} for entry in entries)
        first["time"] = _noon(created)
        for entry in later:
            entry["time"] = _noon(decided)
        histories[name] = (first, *later)
    thing.setModificationDate(_noon(decided if _has_moved(thing) else created))


def put_back(thing, concealments, days: int) -> None:
    """Move the newest concealment and its review date into the past."""
    newest: Concealment = concealments.current()
    moved = timedelta(days=days)
    concealments.amend(concealed_at=newest.concealed_at - moved, review_on=newest.review_on - moved)
    for name, entries in list(thing.workflow_history.items()):
        last = {**entries[-1], "time": entries[-1]["time"] - days}
        thing.workflow_history[name] = (*entries[:-1], last)
    thing.reindexObject(idxs=["review_due"])


def _has_moved(thing) -> bool:
    return any(len(entries) > 1 for entries in thing.workflow_history.values())


def _noon(day: date) -> DateTime:
    """Return noon of a day, or this moment where noon has yet to come."""
    return min(DateTime(day.year, day.month, day.day, 12), DateTime())
