"""The schedule: how long lines are kept, and the purge that removes the others.

A purge removes some thousand lines at a time, so that nobody waits long behind it.
"""

from ccsr.policy.domain import record
from ccsr.policy.domain.record import Gap
from ccsr.policy.domain.record import Line
from ccsr.policy.domain.record_keep import gaps_of
from ccsr.policy.domain.record_keep import merged
from ccsr.policy.domain.record_kinds import CHANGE
from ccsr.policy.domain.record_kinds import DAYS
from ccsr.policy.domain.record_kinds import words_of
from ccsr.policy.record import keys
from ccsr.policy.record import store
from ccsr.policy.record.tables import GAPS
from ccsr.policy.record.tables import KEEP
from ccsr.policy.record.tables import LINES
from ccsr.policy.record.tables import TITLES
from ccsr.policy.record.tables import TURN
from datetime import datetime
from datetime import timedelta
from sqlalchemy import and_
from sqlalchemy import bindparam
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update


#: Lines that are removed with one transaction.
TOGETHER = 10_000


def days() -> dict[str, int]:
    """Return for how many days each group is kept."""
    with store.engine().connect() as connection:
        kept = connection.execute(select(KEEP.c.group, KEEP.c.days))
        return {**DAYS, **{row.group: row.days for row in kept}}


def keep(asked: dict[str, int]) -> None:
    """Set for how many days groups are kept."""
    with store.turn() as connection:
        connection.execute(delete(KEEP).where(KEEP.c.group.in_(asked)))
        rows = [{"group": group, "days": count} for group, count in asked.items()]
        connection.execute(insert(KEEP), rows)


def due(now: datetime) -> int:
    """Return how many lines a purge would remove."""
    with store.engine().connect() as connection:
        query = select(func.count()).select_from(LINES).where(_is_due(now))
        return connection.execute(query).scalar_one()


def purge(now: datetime) -> int:
    """Remove what is older than its time, tell so in the record, and return how many lines."""
    is_due, count, after = _is_due(now), 0, 0
    while (found := _remove(is_due, after)) is not None:
        removed, after = found
        count += removed
    if count:
        _forget_titles()
        detail: dict[str, object] = {"lines": count, "days": days()}
        store.append([record.told(now, "record-purged", detail, who="system")])
    return count


def _forget_titles() -> None:
    """What is purged leaves no title behind."""
    with store.turn() as connection:
        connection.execute(delete(TITLES).where(TITLES.c.title.not_in(select(LINES.c.title))))


def _is_due(now: datetime):
    """Return the condition of lines past their time; unknown kinds are kept like changes."""
    known = [word for group in DAYS if group != CHANGE for word in words_of(group)]
    conditions = []
    for group, count in days().items():
        kinds = LINES.c.kind.not_in(known) if group == CHANGE else LINES.c.kind.in_(words_of(group))
        before = record.microseconds(now - timedelta(days=count))
        conditions.append(and_(kinds, LINES.c.time < before))
    return or_(*conditions)


def _remove(is_due, after: int) -> tuple[int, int] | None:
    """Remove the next lines; return how many and the last number looked at, None at the end."""
    key = keys.key()
    query = select(LINES).where(is_due, LINES.c.number > after).order_by(LINES.c.number)
    with store.turn() as connection:
        found = list(store.lines(connection, query.limit(TOGETHER)))
        if not found:
            return None
        # What somebody changed is not made to vanish.
        whole = [line for line in found if record.is_whole(key, line)]
        connection.execute(update(TURN).values(purging=1))
        if whole:
            _delete(connection, whole)
            _keep_gaps(connection, merged(key, [*store.gaps(connection), *gaps_of(whole)]))
        connection.execute(update(TURN).values(purging=0))
    return len(whole), found[-1].number


def _delete(connection, lines: list[Line]) -> None:
    numbers = [{"gone": line.number} for line in lines]
    connection.execute(delete(LINES).where(LINES.c.number == bindparam("gone")), numbers)


def _keep_gaps(connection, gaps: list[Gap]) -> None:
    connection.execute(delete(GAPS))
    connection.execute(insert(GAPS), [vars(gap) for gap in gaps])
