"""The alerts of whoever asks, as they may see them now: page, feed, service and header alike."""

from ccsr.policy.alerts import seeing
from ccsr.policy.alerts import store
from ccsr.policy.alerts.seeing import Seen
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC


#: The newest that a list goes back to.
MOST = 500


@dataclass(frozen=True)
class Alert:
    """One of them; ``id`` is a number, ``seen`` what may be seen of its thing."""

    id: int
    kind: str
    made: datetime
    is_read: bool
    seen: Seen


def of(account: str, language: str, only_unread: bool = False) -> list[Alert]:
    """Return the alerts of the account that asks, the newest first."""
    rows = store.of_account(account, only_unread)[:MOST]
    seen = seeing.seen({row.uid for row in rows}, language)
    return [
        Alert(
            row.id,
            row.kind,
            datetime.fromtimestamp(row.made, UTC),
            row.read is not None,
            seen[row.uid],
        )
        for row in rows
        if row.uid in seen
    ]
